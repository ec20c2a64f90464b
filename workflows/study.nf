// The paper's artificial experiments: wiring only. Simulated catalogues, models trained on them, models judged on others.
include { JUDGE      } from '../modules/atypeak/judge/main'
include { QSCORE     } from '../modules/atypeak/qscore/main'
include { SIMULATE   } from '../modules/atypeak/simulate/main'
include { STUDY_PAGE } from '../modules/atypeak/study-page/main'
include { TENSORIZE  } from '../modules/atypeak/tensorize/main'
include { TRAIN      } from '../modules/atypeak/train/main'

workflow STUDY {
    take:
    plan // map of lib/Study: data to simulate, models to train, candidates to judge
    seed // of training

    main:
    SIMULATE(channel.fromList(plan.data).map { data -> tuple([cell_line: data.name], data.options) })
    TENSORIZE(
        SIMULATE.out.catalogue
            .join(SIMULATE.out.axes)
            .map { meta, regions, peaks, axes -> tuple(meta, regions, [peaks], [], axes, '') }
    )
    tensors = TENSORIZE.out.tensor
        .join(TENSORIZE.out.summary)
        .map { meta, tensor, index, summary -> tuple(meta.cell_line, tensor, index, summary) }
    truths = SIMULATE.out.truth.map { meta, truth -> tuple(meta.cell_line, truth) }

    // Tensors of tensorize are uncrumbed, as artificial data are trained on: CRUMB has nothing to do.
    TRAIN(
        channel.fromList(plan.models)
            .map { model -> tuple(model.data, model) }
            .combine(tensors, by: 0)
            .map { _data, model, tensor, index, summary ->
                tuple([cell_line: model.name] + Tasks.sizes(summary, model), tensor, index, [], model.options, seed)
            }
    )
    trained = TRAIN.out.model.map { meta, _seed, model -> tuple(meta.cell_line, model) }

    // All models of an experiment on the same windows: every one of those that are judged.
    QSCORE(
        channel.fromList(plan.models)
            .filter { model -> model.q_score }
            .map { model -> tuple(model.judged, model) }
            .combine(tensors, by: 0)
            .map { _data, model, tensor, index, summary -> tuple(model.name, model, tensor, index, summary) }
            .join(trained)
            .map { name, model, tensor, index, summary, trained_model ->
                def meta = [cell_line: name] + Tasks.sizes(summary, model)
                tuple(meta, tensor, index, trained_model, meta.windows, '--windows all')
            }
    )
    judged_models = channel.fromList(plan.models)
        .map { model -> tuple(model.name, model) }
        .join(trained)
        .join(QSCORE.out.q_score.map { meta, folder -> tuple(meta.cell_line, folder) }, remainder: true)

    JUDGE(
        channel.fromList(plan.candidates)
            .map { candidate -> tuple(candidate.model, candidate) }
            .combine(judged_models, by: 0)
            .map { _name, candidate, model, trained_model, q_score -> tuple(candidate.data, candidate, model, trained_model, q_score) }
            .combine(tensors, by: 0)
            .combine(truths, by: 0)
            .map { _data, candidate, model, trained_model, q_score, tensor, _index, summary, truth ->
                def key = groupKey(candidate.experiment, candidate.labels.size())
                tuple(key, [candidate: candidate, shape: Tasks.sizes(summary, model), model: trained_model, q_score: q_score, tensor: tensor, truth: truth])
            }
            .groupTuple()
            .map { key, rows ->
                def labels = rows[0].candidate.labels
                def ordered = rows.toSorted { row -> labels.indexOf(row.candidate.label) }
                tuple([cell_line: key.getGroupTarget(), labels: labels, shapes: ordered*.shape], ordered*.model, ordered*.tensor, ordered*.truth, ordered*.q_score.findAll { folder -> folder })
            }
    )
    order = plan.candidates*.experiment.unique()
    STUDY_PAGE(
        JUDGE.out.judged
            .map { meta, folder -> tuple(meta.cell_line, folder) }
            .toList()
            .map { rows -> rows.toSorted { row -> order.indexOf(row[0]) }.collect { row -> row[1] } },
        plan.about
    )

    emit:
    table = STUDY_PAGE.out.table // all measures
    page = STUDY_PAGE.out.page // one page
    versions = SIMULATE.out.versions.mix(
        TENSORIZE.out.versions,
        TRAIN.out.versions,
        QSCORE.out.versions,
        JUDGE.out.versions,
        STUDY_PAGE.out.versions
    ) // versions.yml of every task
}
