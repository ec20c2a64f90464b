// One page about all cell lines. A part that the run leaves out is named there as missing.
include { REPORT            } from '../../modules/common/report/main'
include { SUMMARIZE         } from '../../modules/atypeak/summarize/main'
include { SUMMARIZE_COMPARE } from '../../modules/atypeak/summarize/compare/main'

workflow REPORTING {
    take:
    prepared // one item per cell line: [ meta, tensor, index, map of AtypeakMethod ]
    models // one item per cell line: [ meta, [model.zip] ]
    q_score // one item per cell line: [ meta, folder ]
    tables // one item per cell line: [ meta, map of files ]; none in a run that stops after training
    interpretation // one item per cell line: [ meta, folder or [] ]
    plan // map of AtypeakMethod.plan

    main:
    normalised = plan.stop_after == 'train'
        ? prepared.map { meta, _tensor, _index, _item -> tuple(meta, []) }
        : tables.map { meta, files -> tuple(meta, [files.scores, files.regions, files.factors] + files.statistics) }
    SUMMARIZE(
        normalised
            .join(q_score)
            .join(models)
            .join(prepared)
            .join(interpretation)
            .filter { plan.report }
            .map { meta, files, folder, of_cell_line, tensor, index, item, interpreted ->
                tuple(meta, files, folder, of_cell_line, [tensor, index, item.summary], interpreted, AtypeakShown.pairs(tensor, plan.pairs))
            }
    )
    documents = SUMMARIZE.out.document.map { _meta, document -> document }
    SUMMARIZE_COMPARE(documents.collect(sort: { file -> file.name }))
    REPORT(
        documents.mix(SUMMARIZE_COMPARE.out.document).collect(sort: { file -> file.name }),
        plan.tracks && plan.stop_after == null && plan.genome ? plan.genome : '',
        plan.settings
    )

    emit:
    report = REPORT.out.report // one for the run: HTML
    done = SUMMARIZE.out.document.map { meta, _document -> tuple('summarizing its results', meta.id) }.mix(
        REPORT.out.report.map { _page -> tuple('writing the report', 'all items') }
    ) // [ step, id ]
    versions = SUMMARIZE.out.versions.mix(SUMMARIZE_COMPARE.out.versions, REPORT.out.versions) // versions.yml of every task
}
