// The paper's artificial experiments, wiring only: catalogues are simulated, models trained on them and judged on others.
include { JUDGE         } from '../modules/atypeak/judge/main'
include { JUDGE_COMPARE } from '../modules/atypeak/judge/compare/main'
include { QSCORE        } from '../modules/atypeak/qscore/main'
include { REPORT        } from '../modules/common/report/main'
include { RESOURCES     } from '../modules/atypeak/resources/main'
include { SIMULATE      } from '../modules/atypeak/simulate/main'
include { TENSORIZE     } from '../modules/atypeak/tensorize/main'
include { TRAIN         } from '../modules/atypeak/train/main'

workflow STUDY {
    take:
    plan // map of AtypeakStudy.plan: data to simulate, needs to ask for, models to train, candidates to judge
    seed // of training
    settings // JSON for the report, as of RunInfo.settings

    main:
    // Axes come from the design and not from the peaks: TRs without a peak stay, and both tensors of a design have the same.
    SIMULATE(channel.fromList(plan.data).map { data -> tuple([id: data.name, cell_line: data.name], data.options, true) })
    TENSORIZE(
        SIMULATE.out.catalogue
            .join(SIMULATE.out.axes)
            .map { meta, regions, peaks, axes -> tuple(meta, regions, [peaks], [], axes, '') }
    )
    tensors = TENSORIZE.out.tensor.map { meta, tensor, index -> tuple(meta.id, tensor, index) }
    truths = SIMULATE.out.truth.map { meta, truth -> tuple(meta.id, truth) }

    RESOURCES(
        channel.fromList(plan.needs)
            .map { need -> tuple(need.data, need) }
            .combine(TENSORIZE.out.summary.map { meta, summary -> tuple(meta.id, summary) }, by: 0)
            .map { _data, need, summary -> tuple([id: "${need.id}-${need.step}", item: need.id, step: need.step], summary, [], "${need.options} --cpus ${Needs.cpus()}", null) }
    )
    // One item when all needs are known: models to train wait for it.
    known = RESOURCES.out.table
        .map { meta, table -> [[meta.item, meta.step, Needs.read(table)[meta.step]]] }
        .collect()
        .map { needs ->
            AtypeakStudy.require(needs)
            true
        }
    models = known.flatMap { plan.models }

    // Tensors of tensorize are uncrumbed, as artificial data are trained on: CRUMB has nothing to do.
    TRAIN(
        models
            .map { model -> tuple(model.data, model) }
            .combine(tensors, by: 0)
            .map { _data, model, tensor, index -> tuple([id: model.name, cell_line: model.name], tensor, index, [], model.options, seed) }
    )
    trained = TRAIN.out.model.map { meta, _seed, model -> tuple(meta.id, model) }

    // All models of an experiment on the same windows: every one of those that are judged.
    QSCORE(
        models
            .filter { model -> model.q_score }
            .map { model -> tuple(model.judged, model) }
            .combine(tensors, by: 0)
            .map { _data, model, tensor, index -> tuple(model.name, tensor, index) }
            .join(trained)
            .map { name, tensor, index, model -> tuple([id: name, cell_line: name], tensor, index, model, '--windows all') }
    )
    judged_models = trained.join(QSCORE.out.q_score.map { meta, folder -> tuple(meta.id, folder) }, remainder: true)

    JUDGE(
        channel.fromList(plan.candidates)
            .map { candidate -> tuple(candidate.model, candidate) }
            .combine(judged_models, by: 0)
            .map { _name, candidate, model, q_score -> tuple(candidate.data, candidate, model, q_score) }
            .combine(tensors, by: 0)
            .combine(truths, by: 0)
            .map { _data, candidate, model, q_score, tensor, _index, truth ->
                def key = groupKey(candidate.experiment, candidate.labels.size())
                tuple(key, [candidate: candidate, model: model, q_score: q_score, tensor: tensor, truth: truth])
            }
            .groupTuple()
            .map { key, rows ->
                def labels = rows[0].candidate.labels
                def ordered = rows.toSorted { row -> labels.indexOf(row.candidate.label) }
                tuple([id: key.getGroupTarget(), labels: labels], ordered*.model, ordered*.tensor, ordered*.truth, ordered*.q_score.findAll { folder -> folder })
            }
    )
    order = plan.candidates*.experiment.unique()
    JUDGE_COMPARE(
        JUDGE.out.measures
            .map { meta, measures -> tuple(meta.id, measures) }
            .toList()
            .map { rows -> tuple([id: 'study'], rows.toSorted { row -> order.indexOf(row[0]) }.collect { row -> row[1] }, plan.about) }
    )
    REPORT(
        JUDGE.out.document
            .mix(JUDGE_COMPARE.out.document)
            .map { _meta, document -> document }
            .collect(sort: { file -> file.name }),
        '',
        settings
    )

    emit:
    table = JUDGE_COMPARE.out.table // one for the study: all measures
    page = REPORT.out.report // one for the study: HTML
    done = SIMULATE.out.catalogue.map { meta, _regions, _peaks -> tuple('simulating it', meta.id) }.mix(
        TRAIN.out.model.map { meta, _seed, _model -> tuple('training', meta.id) },
        QSCORE.out.q_score.map { meta, _folder -> tuple('the Q-score', meta.id) },
        JUDGE.out.document.map { meta, _document -> tuple('judging it', meta.id) },
        REPORT.out.report.map { _page -> tuple('writing the page of the study', 'all experiments') }
    ) // [ step, id of what has left it ]
    versions = SIMULATE.out.versions.mix(
        TENSORIZE.out.versions,
        RESOURCES.out.versions,
        TRAIN.out.versions,
        QSCORE.out.versions,
        JUDGE.out.versions,
        JUDGE_COMPARE.out.versions,
        REPORT.out.versions
    ) // versions.yml of every task
}
