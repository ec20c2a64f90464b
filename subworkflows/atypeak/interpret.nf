// What the models have learned, and tracks for genome browsers.
include { INTERPRET      } from '../../modules/atypeak/interpret/main'
include { TRACKS         } from '../../modules/atypeak/tracks/main'
include { TRACKS_CONTIGS } from '../../modules/atypeak/tracks/contigs/main'

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
    shown = tables
        .join(interpretations)
        .filter { plan.tracks }
        .map { meta, files, folder -> tuple(meta, files, folder ? folder.resolve('phantoms.bed.gz') : []) }
    // Contigs are of one length in all tracks. In the order of names, so that a resumed run finds the task again.
    TRACKS_CONTIGS(
        shown
            .filter { !plan.chrom_sizes }
            .map { meta, files, phantoms -> tuple(meta.id, phantoms ? [files.bed, phantoms] : [files.bed]) }
            .toSortedList { a, b -> a[0] <=> b[0] }
            .filter { list -> list }
            .map { list -> list.collectMany { _id, beds -> beds } },
        plan.genome ?: ''
    )
    TRACKS(
        shown
            .combine(plan.chrom_sizes ? Channel.value(plan.chrom_sizes) : TRACKS_CONTIGS.out.chrom_sizes)
            .map { meta, files, phantoms, chrom_sizes -> tuple(meta, files.bed, files.scores, files.regions, phantoms, chrom_sizes) }
    )

    emit:
    interpretation = interpretations // one item per cell line: [ meta, folder, or [] where models are not interpreted ]
    done = INTERPRET.out.interpretation.map { meta, _folder -> tuple('interpreting its models', meta.id) }.mix(
        TRACKS.out.mean_score.map { meta, _track -> tuple('making its browser tracks', meta.id) }
    ) // [ step, id ]
    versions = INTERPRET.out.versions.mix(TRACKS_CONTIGS.out.versions, TRACKS.out.versions) // versions.yml of every task
}
