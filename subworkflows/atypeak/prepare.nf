// From regions and peaks to the tensor of each cell line, and what the tasks that follow need.
include { RESOURCES                    } from '../../modules/atypeak/resources/main'
include { SIMULATE                     } from '../../modules/atypeak/simulate/main'
include { SPLIT_PEAKS                  } from '../../modules/atypeak/split-peaks/main'
include { TENSORIZE                    } from '../../modules/atypeak/tensorize/main'
include { TENSORIZE as TENSORIZE_SPLIT } from '../../modules/atypeak/tensorize/main'

workflow PREPARATION {
    take:
    cell_lines // one item per cell line: [ meta, map of AtypeakMethod ]
    plan // map of AtypeakMethod.plan

    main:
    SIMULATE(
        cell_lines
            .filter { plan.simulate }
            .map { meta, item -> tuple(meta, item.options.simulate, false) }
    )
    simulated = SIMULATE.out.catalogue
        .join(cell_lines)
        .map { meta, regions, peaks, item -> tuple(meta, regions, [peaks], item) }
    catalogues = cell_lines
        .filter { !plan.simulate }
        .map { meta, item -> tuple(meta, item.regions, item.peaks, item) }
        .mix(simulated)

    // Cell lines whose rows name the same files of peaks: these are read once and split. A cell line that has its files for itself reads
    // them as they are. Names are sorted, since a task is known by its command.
    by_files = catalogues
        .map { meta, _regions, peaks, _item -> tuple(peaks.collect { file -> file.toUriString() }.toSorted(), meta.cell_line, peaks) }
        .groupTuple()
        .branch { _files, names, peaks ->
            shared: names.size() > 1
            return tuple(names.toSorted(), peaks[0].toSorted { file -> file.toUriString() })
            alone: true
            return tuple(names[0], peaks[0])
        }
    SPLIT_PEAKS(by_files.shared)
    split_peaks = SPLIT_PEAKS.out.peaks
        .flatten()
        .map { file -> tuple(file.name - '.peaks.bed.gz', file) }

    rows = catalogues.map { meta, regions, _peaks, item -> tuple(meta.cell_line, meta, regions, item) }
    TENSORIZE(rows.join(by_files.alone).map { row -> to_tensorize(row) })
    TENSORIZE_SPLIT(rows.join(split_peaks).map { row -> to_tensorize(row) })
    summaries = TENSORIZE.out.summary.mix(TENSORIZE_SPLIT.out.summary)

    RESOURCES(
        summaries
            .join(cell_lines)
            .map { meta, summary, item ->
                ScoredPeaks.keep(meta.id, summary)
                tuple(meta, summary, item.models, "${item.options.resources} --cpus ${Needs.cpus()}", plan.shards)
            }
    )
    prepared = TENSORIZE.out.tensor
        .mix(TENSORIZE_SPLIT.out.tensor)
        .join(catalogues)
        .join(RESOURCES.out.table)
        .join(summaries)
        .map { meta, tensor, index, regions, _peaks, item, table, summary ->
            tuple(meta, tensor, index, item + [regions: regions, summary: summary, needs: Needs.read(table)])
        }
        .toList()
        .flatMap { all ->
            // Tensors take minutes, training takes hours: what does not fit is told of all cell lines before the first is trained.
            AtypeakMethod.require(all, plan)
            return all
        }

    emit:
    prepared = prepared // one item per cell line: [ meta, tensor, index, map of AtypeakMethod with the regions that were read, the table of the tensor's sizes, and the needs of each step ]
    done = prepared.map { meta, _tensor, _index, _item -> tuple('preparing its tensor', meta.id) } // [ step, id ]
    versions = SIMULATE.out.versions.mix(
        SPLIT_PEAKS.out.versions,
        TENSORIZE.out.versions,
        TENSORIZE_SPLIT.out.versions,
        RESOURCES.out.versions
    ) // versions.yml of every task
}

// [ cell_line, meta, regions, item, peaks ] to what a tensor is made from.
def to_tensorize(row) {
    def (_cell_line, meta, regions, item, peaks) = row
    return tuple(meta, regions, peaks, item.sources, item.models.take(1), item.options.tensorize)
}
