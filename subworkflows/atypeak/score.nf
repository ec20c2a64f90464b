// From models to a score for every peak, or to the examples of a run that stops after training.
include { EXAMPLES ; SCORE } from '../../modules/atypeak/score/main'
include { MERGE_WINDOWS    } from '../../modules/atypeak/merge-windows/main'
include { NORMALIZE        } from '../../modules/atypeak/normalize/main'
include { QSCORE           } from '../../modules/atypeak/qscore/main'

workflow SCORING {
    take:
    prepared // one item per cell line: [ meta, tensor, index, map of AtypeakMethod ]
    models // one item per cell line: [ meta, [model.zip] ]
    plan // map of AtypeakMethod.plan

    main:
    QSCORE(
        prepared
            .join(models)
            .map { meta, tensor, index, item, of_cell_line -> tuple(meta, tensor, index, of_cell_line, item.options.qscore) }
    )

    // One item per model, with its place in the order.
    members = prepared
        .join(models)
        .flatMap { meta, tensor, index, item, of_cell_line ->
            of_cell_line.withIndex().collect { model, i -> tuple(meta, tensor, index, model, i + 1, item.needs.score.shards) }
        }
    EXAMPLES(
        members
            .filter { plan.stop_after == 'train' }
            .map { meta, tensor, index, model, member, _shards -> tuple(meta, tensor, index, model, member, plan.examples) }
    )
    SCORE(
        members
            .filter { plan.stop_after == null }
            .flatMap { meta, tensor, index, model, member, shards ->
                (1..shards).collect { shard -> tuple(meta, tensor, index, model, member, shard, shards) }
            }
    )

    parts = prepared
        .join(models)
        .map { meta, _tensor, _index, item, of_cell_line -> tuple(meta, of_cell_line.size() * (item.needs.score.shards as int)) }
    MERGE_WINDOWS(
        SCORE.out.scores
            .combine(parts, by: 0)
            .map { meta, scores, count -> tuple(groupKey(meta, count), scores) }
            .groupTuple()
            .map { key, scores -> tuple(key.getGroupTarget(), scores.sort { file -> file.name }) }
    )
    NORMALIZE(
        MERGE_WINDOWS.out.raw
            .join(prepared)
            .join(models)
            .map { meta, raw, raw_index, tensor, index, item, of_cell_line ->
                tuple(meta, raw, raw_index, tensor, index, of_cell_line, item.regions, item.options.normalize)
            }
    )
    tables = NORMALIZE.out.final_bed
        .join(NORMALIZE.out.scores)
        .join(NORMALIZE.out.regions)
        .join(NORMALIZE.out.factors)
        .join(NORMALIZE.out.statistics)
        .map { meta, bed, _index, scores, regions, factors, of_trs, of_datasets ->
            tuple(meta, [bed: bed, scores: scores, regions: regions, factors: factors, statistics: [of_trs, of_datasets]])
        }
    examples = EXAMPLES.out.examples
        .combine(models.map { meta, of_cell_line -> tuple(meta, of_cell_line.size()) }, by: 0)
        .map { meta, table, count -> tuple(groupKey(meta, count), table) }
        .groupTuple()

    emit:
    q_score = QSCORE.out.q_score // one item per cell line: [ meta, folder ]
    factors = NORMALIZE.out.factors // one item per cell line: [ meta, table ]
    tables = tables // one item per cell line: [ meta, map of files: bed, scores, regions, factors, statistics ]
    done = QSCORE.out.q_score.map { meta, _folder -> tuple('the Q-score', meta.id) }.mix(
        tables.map { meta, _files -> tuple('scoring', meta.id) },
        examples.map { key, _tables -> tuple('showing examples', key.getGroupTarget().id) }
    ) // [ step, id ]
    versions = QSCORE.out.versions.mix(
        EXAMPLES.out.versions,
        SCORE.out.versions,
        MERGE_WINDOWS.out.versions,
        NORMALIZE.out.versions
    ) // versions.yml of every task
}
