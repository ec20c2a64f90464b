import java.nio.file.Path
import nextflow.Nextflow

/** atyPeak: one item per cell line, from a sheet, from --peaks, --regions and --cell_lines, or simulated. */
class AtypeakMethod extends Method {

    private static final List<String> NOT_SETTINGS = ['cell_line', 'regions', 'peaks', 'model']
    private static final List<String> SELECTION = ['sources', 'min_peaks', 'top_trs']
    /** Settings that each executable takes as options. A task depends on its own options only: a changed one runs no more than it must. */
    private static final List<String> TENSORIZE = ['window', 'squish', 'min_peaks', 'top_trs']
    private static final List<String> TRAIN = [
        'filters', 'deep_dim', 'learning_rate', 'batch_size', 'batches_per_epoch', 'epochs', 'patience', 'min_delta', 'loss_floor', 'draw',
        'dataset_weights', 'tr_weights'
    ]
    // In one window. The tools refuse more.
    private static final int MOST_BINS = 32768

    /** The file of contig lengths, or none. */
    List<Path> chromSizes = []
    private final Map<String, Integer> lines = [:]

    @Override
    String question() {
        return 'how well is every peak corroborated by the peaks around it?'
    }

    @Override
    List<String> usage() {
        return [
            './crelens run --input sheet.csv --outdir results',
            './crelens run -profile demo            a simulated catalogue, no input needed',
            './crelens run --peaks peaks.bed.gz --regions regions.bed.gz --cell_lines hela,cd34',
            '',
            'A setting comes from the row of the sheet, else from the command line, else from the preset of the cell line',
            '(conf/methods/atypeak.config), else from the defaults below.'
        ]
    }

    @Override
    String rows() {
        return 'one row per cell line'
    }

    @Override
    void checkParameters() {
        problems.addAll(AtypeakStudy.problems(params))
        checkPresets()
    }

    private void checkPresets() {
        if (!(params.presets instanceof Map)) return
        params.presets.each { cellLine, values ->
            if (!(values instanceof Map)) {
                problems << "presets.${cellLine}: expected hyperparameters, found '${Shown.value(values)}'".toString()
                return
            }
            values.each { name, value ->
                if (!settingNames().contains(name)) problems << "presets.${cellLine}.${name}: not a hyperparameter; known are ${settingNames().join(', ')}".toString()
                else if (value != null && parameters.problem(name, value)) problems << "presets.${cellLine}.${name}: ${parameters.problem(name, value)}".toString()
            }
        }
    }

    private List<String> settingNames() {
        return columns.properties.keySet().toList() - NOT_SETTINGS
    }

    @Override
    void read() {
        // The study simulates its own cell lines.
        if (isTrue('study')) return
        final single = ['peaks', 'regions', 'cell_lines'].findAll { params[it] != null }
        if (isTrue('simulate')) {
            if (params.input != null || single) {
                problems << "--simulate: excludes ${(params.input != null ? ['--input'] : []).plus(single.collect { '--' + it }).join(', ')}; give one of them".toString()
                return
            }
            add('--simulate', [cell_line: params.simulate_cell_line], true)
        }
        else if (params.input != null) {
            if (single) {
                problems << "--input: excludes ${single.collect { '--' + it }.join(', ')}; name regions and peaks in the sheet, or leave --input out".toString()
                return
            }
            readSheet()
        }
        else if (single.size() == 3) {
            final seen = [] as Set
            params.cell_lines.toString().split(',')*.trim().findAll { it }.each { cellLine ->
                if (!seen.add(cellLine.toLowerCase(Locale.ROOT))) problems << "--cell_lines: '${Shown.value(cellLine)}' is named twice; name it once".toString()
                else add('--cell_lines', [cell_line: cellLine, regions: params.regions.toString(), peaks: params.peaks.toString().replace(',', ';')], false)
            }
            problems.unique()
            if (!items && !problems) problems << "--cell_lines: expected names of cell lines, found '${Shown.value(params.cell_lines)}'".toString()
        }
        else if (single) {
            final missing = ['peaks', 'regions', 'cell_lines'] - single
            problems << "${single.collect { '--' + it }.join(', ')}: ${missing.collect { '--' + it }.join(' and ')} must be given as well (or --input sheet.csv alone)".toString()
        }
        else {
            problems << '--input: expected a sample sheet, found none; give --input sheet.csv, or --peaks, --regions and --cell_lines, or -profile demo'
        }
    }

    @Override
    void row(String where, int line, Map<String, String> values, Path sheet) {
        final key = values.cell_line?.toLowerCase(Locale.ROOT)
        if (key && lines.containsKey(key)) {
            problems << "${where}: cell_line: '${Shown.value(values.cell_line)}' is already on line ${lines[key]}; give each cell line one row (several files of peaks: separate them by ';')".toString()
            return
        }
        if (key) lines[key] = line
        add(where, values, false, sheet)
    }

    private void add(String where, Map<String, String> values, boolean simulated, Path sheet = null) {
        final before = problems.size()
        checkCells(where, values, !simulated)
        final settings = effective(values)
        final Map<String, List<Path>> found = [:]
        ['regions', 'peaks', 'model'].each { column -> found[column] = values[column] ? existing(where, column, values[column], sheet) : [] }
        if (found.regions.size() > 1) problems << "${where}: regions: expected one file, found ${found.regions.size()}".toString()
        ['sources', 'source_weights'].each { name ->
            final own = values.containsKey(name)
            found[name] = settings[name] == null ? [] : existing(own ? where : "--${name}", name, settings[name], own ? sheet : null)
        }
        if (problems.size() > before) return
        final shape = shapeProblem(settings)
        if (shape) problems << "${where}: ${shape}".toString()
        if (problems.size() > before) return
        checkModels(where, settings, found.model)
        if (problems.size() > before) return
        // Datasets and TRs are those of a given model: there is nothing to choose.
        final unused = found.model ? SELECTION.findAll { settings[it] != null } : []
        unused.each { settings[it] = null }
        items << [
            id: values.cell_line,
            cell_line: values.cell_line,
            regions: found.regions[0],
            peaks: found.peaks,
            models: found.model,
            sources: found.model ? [] : found.sources,
            source_weights: found.source_weights,
            settings: settings,
            unused: unused,
            options: options(settings, found.regions[0], found.model.size())
        ]
    }

    /** Options by executable. {@code models} is the number of models that came with the cell line. */
    private Map<String, String> options(Map<String, String> settings, Path regions, int models) {
        final sample = settings.sample_windows != null ? [sample_windows: settings.sample_windows] : [sample_batches: settings.sample_batches]
        final interpret = [
            Options.line([ur_examples: params.ur_examples, phantoms: params.phantoms, seed: params.seed]),
            AtypeakShown.regions(regions, params.show)
        ]
        final shape = models ? [:] : settings.subMap(['filters', 'deep_dim', 'batch_size', 'epochs', 'batches_per_epoch'])
        return [
            simulate: Options.line([
                regions_count: params.simulate_regions, length: settings.window, datasets: params.simulate_datasets,
                trs: params.simulate_trs, groups: params.simulate_groups, seed: params.seed]),
            tensorize: Options.line(settings.subMap(TENSORIZE)) + (params.allow_few_peaks_in_regions ? ' --allow-few-peaks-in-regions' : ''),
            crumb: Options.line(settings.subMap(['crumb'])),
            train: Options.line(settings.subMap(TRAIN)),
            normalize: Options.line(sample + [centre: settings.centre, seed: params.seed]),
            // qscore calls its sample plainly windows
            qscore: Options.line(sample.collectEntries { name, value -> [name.replace('sample_windows', 'windows'), value] } + [seed: params.seed]),
            interpret: interpret.findAll { it }.join(' '),
            resources: Options.line(shape + [seeds: models ?: params.seeds] + sample)
        ]
    }

    /** Given models fit the windows that they shall score. */
    private void checkModels(String where, Map<String, String> settings, List<Path> models) {
        models.each { file ->
            try {
                final model = TrainedModel.of(file, 'atypeak')
                if (model.windowLength != (settings.window as int) || model.squish != (settings.squish as int)) {
                    problems << "${where}: model: '${Shown.name(file.name)}' was trained with window ${model.windowLength} and squish ${model.squish}, found window ${settings.window} and squish ${settings.squish}; give the same".toString()
                }
            }
            catch (IOException e) {
                problems << "${where}: model: file '${Shown.name(file.name)}' is no trained model (${InputFiles.reason(e)}); expected a model.zip that a run has left".toString()
            }
        }
    }

    /** A setting comes from the row of the sheet, else from the parameter, else from the preset of the cell line, else from the schema. */
    private Map<String, String> effective(Map<String, String> values) {
        final Map preset = (params.presets as Map).find { name, ignored -> plain(name as String) == plain(values.cell_line) }?.value as Map ?: [:]
        return settingNames().collectEntries { name ->
            final value = [values[name], params[name], preset[name], parameters.defaultOf(name)].find { it != null }
            [name, value == null ? null : parameters.canonical(name, value)]
        }
    }

    private static String plain(String cellLine) {
        return (cellLine ?: '').toLowerCase(Locale.ROOT).replaceAll('[-_]', '')
    }

    /** Bins per window are a multiple of 80: the network halves them twice, with kernels of 20 (atyPeak specification: 4k for k = 20). */
    private static String shapeProblem(Map<String, String> settings) {
        final window = settings.window as int
        final squish = settings.squish as int
        if (window % squish != 0) return "window: ${window} is not a multiple of squish ${squish}; expected a window of n × ${squish} base pairs"
        if (window.intdiv(squish) > MOST_BINS) return "window: ${window} / squish ${squish} gives ${window.intdiv(squish)} bins; expected at most ${MOST_BINS}, such as window ${MOST_BINS.intdiv(80) * 80 * squish}"
        if ((window.intdiv(squish)) % 80 != 0) return "window: ${window} / squish ${squish} gives ${window.intdiv(squish)} bins; expected a multiple of 80, such as window ${80 * squish * Math.max(1, Math.round(window / (80d * squish)))}"
        return null
    }

    private List<Path> existing(String where, String column, String value, Path sheet) {
        return files.existing(where, column, value, columns.properties[column].separator as String, sheet)
    }

    @Override
    void checkItems() {
        if (params.chrom_sizes != null) chromSizes = files.existing('--chrom_sizes', 'chrom_sizes', params.chrom_sizes.toString(), null, null)
        final wrong = AtypeakShown.problems(params)
        if (wrong && !problems) wrongUsage = true
        problems.addAll(wrong)
        if (problems || !items || isTrue('simulate')) return
        AtypeakShown.nowhere(items*.regions, params.show).each { text ->
            problems << "--show: no region of any cell line touches '${Shown.value(text)}'; give a place in one of them, contigs spelled as there".toString()
        }
    }

    private boolean isTrue(String name) {
        return params[name] == true
    }

    @Override
    List<String> summary() {
        return items.collect { item ->
            final values = item.settings.findAll { name, value -> value != null }.collect { name, value -> "${name} ${value}" }
            final models = item.models ? ", ${item.models.size()} trained model(s) given" : ''
            final unused = item.unused ? "; ${item.unused.join(', ')} left out: sources are those of the model" : ''
            "${item.cell_line}: ${values.join(', ')}${models}${unused}".toString()
        }
    }

    /** What the workflow makes of the items. */
    Map<String, Object> plan() {
        return [
            seeds: (0..<(params.seeds as int)).collect { i -> (params.seed as int) + i },
            simulate: isTrue('simulate'),
            stop_after: params.stop_after,
            examples: params.examples as int,
            shards: params.score_shards,
            interpret: !isTrue('skip_interpret'),
            tracks: !isTrue('skip_tracks'),
            report: !isTrue('skip_report'),
            pairs: params.pairs,
            genome: params.genome,
            chrom_sizes: chromSizes,
            settings: RunInfo.settings(params, items, parameters.properties)
        ]
    }

    /**
     * Stops the run when a task would need more memory than it may have, or when --pairs names what no cell line has.
     *
     * @param prepared meta, tensor, its index, and item with the needs of its steps, of all cell lines
     */
    static void require(List<List> prepared, Map<String, Object> plan) {
        final Map<String, Map> needs = [:]
        final Map<String, Map<String, String>> steps = [:]
        final Map<String, String> remedies = [:]
        prepared.each { meta, tensor, index, item ->
            Needs.keep(meta.id as String, item.needs as Map)
            needs[meta.id] = item.needs
            steps[meta.id] = stepsOf(item.models as boolean, plan)
            remedies[meta.id] = item.models ? 'keep fewer peaks' : 'lower --deep_dim, --filters or --batch_size, keep fewer sources (--min_peaks, --top_trs)'
        }
        Needs.require(needs, steps, remedies)
        AtypeakShown.require(prepared.collect { row -> row[1] }, plan.pairs)
    }

    /** Steps of the table of needs that a run takes, and what to call them. */
    private static Map<String, String> stepsOf(boolean trained, Map<String, Object> plan) {
        final Map<String, String> steps = [qscore: 'the Q-score']
        if (!trained) steps.train = 'training'
        if (plan.interpret) steps.interpret = 'the interpretation of the models'
        if (plan.stop_after == 'train') steps.examples = 'showing examples'
        else steps.putAll([score: 'scoring', 'merge-windows': 'merging scores', normalize: 'normalisation'])
        return steps
    }

    @Override
    Map<String, List<String>> expected() {
        if (isTrue('study')) return AtypeakStudy.expected(params)
        final all = items*.id
        final Map<String, List<String>> steps = [
            'preparing its tensor': all,
            'training': items.findAll { !it.models }*.id,
            'the Q-score': all
        ]
        steps[params.stop_after == 'train' ? 'showing examples' : 'scoring'] = all
        if (!isTrue('skip_interpret')) steps['interpreting its models'] = all
        if (!isTrue('skip_tracks') && params.stop_after == null) steps['making its browser tracks'] = all
        if (!isTrue('skip_report')) {
            steps['summarizing its results'] = all
            steps['writing the report'] = ['all items']
        }
        return steps
    }

    @Override
    String lastWords() {
        if (isTrue('study')) return AtypeakStudy.lastWords(params)
        final folder = (Nextflow.file(params.outdir.toString(), glob: false) as Path).toAbsolutePath().normalize()
        final name = items.size() == 1 ? items[0].cell_line : '<cell_line>'
        // Cell lines that came with models have no loss to look at.
        final loss = items.every { it.models } ? [:]
            : [((params.seeds as int) > 1 ? 'model/seed-<s>/loss.tsv' : 'model/loss.tsv'): 'the loss per epoch: it should fall and level off']
        final looks = params.stop_after == 'train'
            ? loss + ['q_score/total.txt': 'how well the model knows which TRs and datasets go together; lower is better',
                      'examples/': 'the windows with most peaks, as read and as rebuilt']
            : ['regions.tsv.gz': 'candidate elements, those with most corroborated peaks on top',
               ("${name}.final.bed.gz".toString()): 'every peak, from 0 (without its usual partners) to 1000; opens in a genome browser',
               ("${name}.scores.tsv.gz".toString()): 'the same unrounded, with rank and percentile',
               'q_score/total.txt': 'how well the model knows which TRs and datasets go together; lower is better']
        if (isTrue('simulate')) looks['simulated/'] = 'the catalogue, and the truth: which peak is stack, noise or watermark'
        final width = looks.keySet()*.size().max() + 3
        final text = [''] + ScoredPeaks.lines() + "Results: ${folder}/${name}"
        if (!isTrue('skip_report')) text << "Open first: ${folder}/report.html".toString() << 'Then look at'
        else text << 'Look first at'
        looks.each { file, meaning -> text << "  ${file.padRight(width)}${meaning}" }
        text << "How to read them: docs/atypeak/output.md. How long each step took: ${folder}/pipeline_info/report.html"
        return text.join('\n')
    }
}
