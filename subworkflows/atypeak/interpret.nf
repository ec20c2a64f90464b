// What the models have learned, and tracks for genome browsers.
include { INTERPRET } from '../../modules/atypeak/interpret/main'
include { TRACKS    } from '../../modules/atypeak/tracks/main'

workflow INTERPRETATION {
    take:
    prepared // one item per cell line: [ meta, tensor, index, map of AtypeakMethod ]
    models // one item per cell line: [ meta, [model.zip] ]
    factors // one item per cell line: [ meta, table ]; none in a run that stops after training
    tables // one item per cell line: [ meta, map of files ]; none in a run that stops after training
    plan // map of AtypeakMethod.plan

    main:
    nothing = prepared.map { meta, _tensor, _index, _item -> tuple(meta, []) }
    INTERPRET(
        prepared
            .join(models)
            .join(plan.stop_after == 'train' ? nothing : factors)
            .filter { plan.interpret }
            .map { meta, tensor, index, item, of_cell_line, table -> tuple(meta, tensor, index, of_cell_line, table, item.options.interpret) }
    )
    interpretations = plan.interpret ? INTERPRET.out.interpretation : nothing
    TRACKS(
        tables
            .join(interpretations)
            .filter { plan.tracks }
            .map { meta, files, folder -> tuple(meta, files.bed, files.scores, files.regions, folder ? folder.resolve('phantoms.bed.gz') : [], plan.chrom_sizes) }
    )

    emit:
    interpretation = interpretations // one item per cell line: [ meta, folder, or [] where models are not interpreted ]
    done = INTERPRET.out.interpretation.map { meta, _folder -> tuple('interpreting its models', meta.id) }.mix(
        TRACKS.out.mean_score.map { meta, _track -> tuple('making its browser tracks', meta.id) }
    ) // [ step, id ]
    versions = INTERPRET.out.versions.mix(TRACKS.out.versions) // versions.yml of every task
}
