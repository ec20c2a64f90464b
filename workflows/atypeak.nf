// atyPeak: wiring only. One item per cell line from the catalogue to the final scores.
include { CRUMB                        } from '../modules/atypeak/crumb/main'
include { EXAMPLES ; SCORE             } from '../modules/atypeak/score/main'
include { INTERPRET                    } from '../modules/atypeak/interpret/main'
include { MERGE_WINDOWS                } from '../modules/atypeak/merge-windows/main'
include { NORMALIZE                    } from '../modules/atypeak/normalize/main'
include { QSCORE                       } from '../modules/atypeak/qscore/main'
include { REPORT                       } from '../modules/common/report/main'
include { SPLIT_PEAKS                  } from '../modules/atypeak/split-peaks/main'
include { SUMMARIZE                    } from '../modules/atypeak/summarize/main'
include { TENSORIZE                    } from '../modules/atypeak/tensorize/main'
include { TENSORIZE as TENSORIZE_SPLIT } from '../modules/atypeak/tensorize/main'
include { TRACKS                       } from '../modules/atypeak/tracks/main'
include { TRAIN                        } from '../modules/atypeak/train/main'

workflow ATYPEAK {
    take:
    catalogues // [ meta, regions, [peaks], entry ]: entry holds models, sources, source_weights and
    // options, one string per executable, quoted for the shell (lib/Catalogue)
    seed // first seed
    seeds // models per cell line
    shards // tasks per model that score; null: by the number of windows and the size of the network
    shown // windows to show as examples when training is the end
    stop_after // null, or 'train'
    outputs // what is made of the results: interpret, tracks and report, true or false; pairs, genome, chrom_sizes; settings for the report

    main:
    // Cell lines whose rows name the same files of peaks: these are read once and split. A cell line that has its files for itself reads them as
    // they are. Names in order: a task is told again by its command.
    by_files = catalogues
        .map { meta, _regions, peaks, _entry -> tuple(peaks.collect { file -> file.toUriString() }.toSorted(), meta.cell_line, peaks) }
        .groupTuple()
        .branch { _files, cell_lines, peaks ->
            shared: cell_lines.size() > 1
            return tuple(cell_lines.toSorted(), peaks[0].toSorted { file -> file.toUriString() })
            alone: true
            return tuple(cell_lines[0], peaks[0])
        }
    SPLIT_PEAKS(by_files.shared)
    split_peaks = SPLIT_PEAKS.out.peaks
        .flatten()
        .map { file -> tuple(file.name - '.peaks.bed.gz', file) }

    rows = catalogues.map { meta, regions, _peaks, entry -> tuple(meta.cell_line, meta, regions, entry) }
    TENSORIZE(rows.join(by_files.alone).map { row -> to_tensorize(row) })
    TENSORIZE_SPLIT(rows.join(split_peaks).map { row -> to_tensorize(row) })

    // From here on a cell line carries the sizes of its tensor and its network: tasks ask for memory by them, and scoring is cut
    // into shards.
    prepared = TENSORIZE.out.tensor
        .mix(TENSORIZE_SPLIT.out.tensor)
        .join(TENSORIZE.out.summary.mix(TENSORIZE_SPLIT.out.summary))
        .join(catalogues)
        .map { meta, tensor, index, summary, regions, _peaks, entry ->
            tuple(meta + Tasks.sizes(summary, entry), tensor, index, regions, entry)
        }
        .toList()
        .flatMap { cell_lines ->
            // Tensors take minutes, training hours: what cannot fit is told of all cell lines before the first is trained.
            Tasks.require(cell_lines, seeds, stop_after, outputs.interpret as boolean)
            Shown.require(cell_lines.collect { row -> row[1] }, outputs.pairs)
            return cell_lines
        }
    tensors = prepared.map { meta, tensor, index, _regions, _entry -> tuple(meta, tensor, index) }

    // Training reads the crumbed tensor; cell lines that came with models need none.
    to_train = prepared
        .filter { _meta, _tensor, _index, _regions, entry -> !entry.models }
        .map { meta, tensor, index, _regions, entry -> tuple(meta, tensor, index, entry) }
    CRUMB(to_train.map { meta, tensor, index, entry -> tuple(meta, tensor, index, entry.options.crumb) })
    TRAIN(
        CRUMB.out.tensor
            .join(to_train.map { meta, _tensor, _index, entry -> tuple(meta, entry.source_weights, entry.options.train) })
            .combine(channel.fromList((0..<seeds).collect { i -> seed + i }))
    )

    // Models in the order of their seeds, or of the sheet: the order is part of what a task is.
    trained = TRAIN.out.model
        .groupTuple(size: seeds)
        .map { meta, of_seeds, models -> tuple(meta, [of_seeds, models].transpose().sort { pair -> pair[0] }.collect { pair -> pair[1] }) }
    given = prepared
        .filter { _meta, _tensor, _index, _regions, entry -> entry.models }
        .map { meta, _tensor, _index, _regions, entry -> tuple(meta, entry.models) }
    models = trained.mix(given)

    QSCORE(
        tensors
            .join(models)
            .join(prepared.map { meta, _tensor, _index, _regions, entry -> tuple(meta, Tasks.sample(meta, entry), entry.options.qscore) })
    )

    // One item per model, with its place in the order.
    members = tensors
        .join(models)
        .flatMap { meta, tensor, index, of_cell_line ->
            of_cell_line.withIndex().collect { model, i -> tuple(meta, tensor, index, model, i + 1) }
        }

    EXAMPLES(
        members
            .filter { stop_after == 'train' }
            .map { meta, tensor, index, model, member -> tuple(meta, tensor, index, model, member, shown) }
    )
    SCORE(
        members
            .filter { stop_after == null }
            .flatMap { meta, tensor, index, model, member ->
                def of_model = Tasks.shards(shards, meta)
                (1..of_model).collect { shard -> tuple(meta, tensor, index, model, member, shard, of_model) }
            }
    )
    MERGE_WINDOWS(
        SCORE.out.scores
            .combine(models.map { meta, of_cell_line -> tuple(meta, of_cell_line.size() * Tasks.shards(shards, meta)) }, by: 0)
            .map { meta, scores, parts -> tuple(groupKey(meta, parts), scores) }
            .groupTuple()
            .map { key, scores -> tuple(key.getGroupTarget(), scores.sort { file -> file.name }) }
            .join(models.map { meta, of_cell_line -> tuple(meta, of_cell_line.size()) })
    )
    NORMALIZE(
        MERGE_WINDOWS.out.raw
            .join(tensors)
            .join(models)
            .join(prepared.map { meta, _tensor, _index, regions, entry -> tuple(meta, regions, Tasks.sample(meta, entry), entry.options.normalize) })
    )

    // What is made to be seen. Parts that a run leaves out are told in the report as missing.
    factors = NORMALIZE.out.factors
    INTERPRET(
        tensors
            .join(models)
            .join(stop_after == 'train' ? tensors.map { meta, _tensor, _index -> tuple(meta, []) } : factors)
            .join(prepared.map { meta, _tensor, _index, _regions, entry -> tuple(meta, entry.options.interpret) })
            .filter { outputs.interpret as boolean }
    )
    interpretations = outputs.interpret ? INTERPRET.out.interpretation : tensors.map { meta, _tensor, _index -> tuple(meta, []) }
    TRACKS(
        NORMALIZE.out.final_bed
            .map { meta, bed, _index -> tuple(meta, bed) }
            .join(NORMALIZE.out.scores)
            .join(NORMALIZE.out.regions)
            .join(interpretations.map { meta, folder -> tuple(meta, folder ? folder.resolve('phantoms.bed.gz') : []) })
            .filter { outputs.tracks as boolean }
            .map { meta, bed, scores, regions, phantoms -> tuple(meta, bed, scores, regions, phantoms, outputs.chrom_sizes) }
    )
    normalised = NORMALIZE.out.scores
        .join(NORMALIZE.out.regions)
        .join(factors)
        .join(NORMALIZE.out.statistics)
        .map { meta, scores, regions, table, of_trs, of_datasets -> tuple(meta, [scores, regions, table, of_trs, of_datasets]) }
    SUMMARIZE(
        (stop_after == 'train' ? tensors.map { meta, _tensor, _index -> tuple(meta, []) } : normalised)
            .join(QSCORE.out.q_score)
            .join(models)
            .join(tensors.map { meta, tensor, index -> tuple(meta, [tensor, index]) })
            .join(interpretations)
            .map { meta, tables, q_score, of_cell_line, tensor, interpretation ->
                tuple(meta, tables, q_score, of_cell_line, tensor, interpretation, Shown.pairs(tensor[0], outputs.pairs))
            }
            .filter { outputs.report as boolean }
    )
    REPORT(
        SUMMARIZE.out.summary
            .map { _meta, summary -> summary }
            .collect(sort: { file -> file.name }),
        outputs.tracks && stop_after == null && outputs.genome ? outputs.genome : '',
        outputs.settings
    )

    emit:
    final_bed = NORMALIZE.out.final_bed // [ meta, bed.gz, tbi ]
    scores = NORMALIZE.out.scores // [ meta, tsv.gz ]
    models = models // [ meta, [model.zip] ]
    q_score = QSCORE.out.q_score // [ meta, folder ]
    examples = EXAMPLES.out.examples // [ meta, tsv.gz ]
    interpretation = INTERPRET.out.interpretation // [ meta, folder ]
    report = REPORT.out.report // HTML
    summaries = TENSORIZE.out.summary.mix(TENSORIZE_SPLIT.out.summary) // [ meta, table of the tensor's sizes ]
    versions = TENSORIZE.out.versions.mix(
        SPLIT_PEAKS.out.versions,
        TENSORIZE_SPLIT.out.versions,
        CRUMB.out.versions,
        TRAIN.out.versions,
        QSCORE.out.versions,
        EXAMPLES.out.versions,
        SCORE.out.versions,
        MERGE_WINDOWS.out.versions,
        NORMALIZE.out.versions,
        INTERPRET.out.versions,
        TRACKS.out.versions,
        SUMMARIZE.out.versions,
        REPORT.out.versions
    ) // versions.yml of every task
}

// [ cell_line, meta, regions, entry, peaks ] to what a tensor is made from.
def to_tensorize(row) {
    def (_cell_line, meta, regions, entry, peaks) = row
    return tuple(meta, regions, peaks, entry.sources, entry.models.take(1), entry.options.tensorize)
}
