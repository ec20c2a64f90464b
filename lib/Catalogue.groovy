import java.nio.file.Files
import java.nio.file.Path
import nextflow.Nextflow

/**
 * What shall be run: one entry per cell line, from a sheet or from --peaks, --regions and --cell_lines, checked as a whole.
 * All problems are gathered before anything stops.
 */
class Catalogue {

    private static final List<String> NOT_SETTINGS = ['cell_line', 'regions', 'peaks', 'model']
    private static final List<String> SELECTION = ['sources', 'min_peaks', 'top_trs']
    // Of one window; the tools refuse more.
    private static final int MOST_BINS = 32768

    final Schema parameters
    final Schema columns
    final Map<String, Object> params
    final Path launchDir
    final List<String> problems = []
    final List<Map> entries = []
    /** The file of contig lengths, or none. */
    List<Path> chromSizes = []

    private Catalogue(Schema parameters, Schema columns, Map<String, Object> params, Path launchDir) {
        this.parameters = parameters
        this.columns = columns
        this.params = params
        this.launchDir = launchDir
    }

    static Catalogue of(Path projectDir, Path launchDir, Map<String, Object> params) {
        final catalogue = new Catalogue(
            Schema.ofParameters(projectDir.resolve('nextflow_schema.json')),
            Schema.ofSheet(projectDir.resolve('assets/schema/atypeak.json')),
            params, launchDir)
        catalogue.problems.addAll(catalogue.parameters.check(params))
        catalogue.problems.addAll(Study.problems(params))
        catalogue.checkPresets()
        // A sheet is read with the parameters' values in hand; wrong ones would only repeat themselves row by row.
        if (catalogue.problems || params.input == null) catalogue.exitStatus = 2
        // The study has no cell lines of the user's.
        if (!catalogue.problems && !params.study) catalogue.read()
        if (!catalogue.problems) catalogue.checkShown()
        catalogue.checkOutdir()
        catalogue.problems.unique()
        return catalogue
    }

    /** Of the run, when there are problems, as for the executables: 2 for wrong usage, 3 for bad content of the sheet, 4 for no place for results. */
    int exitStatus = 3

    /** Results have to have a place: a folder that can be written to, or made. Addresses are not looked at. */
    private void checkOutdir() {
        final name = params.outdir
        if (name == null || name instanceof Boolean || name.toString().contains('://')) return
        final outdir = launchDir.resolve(name.toString()).toAbsolutePath().normalize()
        def there = outdir
        while (there.parent != null && !Files.exists(there)) there = there.parent
        final reason = !Files.isDirectory(there) ? 'is not a folder' : !Files.isWritable(there) ? 'cannot be written to' : null
        if (reason == null) return
        if (!problems) exitStatus = 4
        problems << "--outdir: '${name}' cannot take results: ${there} ${reason}; give a folder that can be written to, or made".toString()
    }

    /** What is wrong with the place where tasks run is told in one go with the rest: usage first, as it decides the exit status. */
    void include(Platform platform) {
        if (platform.problems) {
            problems.addAll(0, platform.problems)
            exitStatus = 2
        }
        final full = platform.workDirProblem()
        if (full == null) return
        if (!problems) exitStatus = 4
        problems << full
    }

    /** What is shown when all is done is looked for before anything runs. */
    private void checkShown() {
        if (params.chrom_sizes != null) chromSizes = existing('--chrom_sizes', 'chrom_sizes', params.chrom_sizes.toString(), null)
        final wrong = Shown.problems(params)
        if (wrong && !problems) exitStatus = 2
        problems.addAll(wrong)
        if (problems || !entries || params.simulate.toString() == 'true') return
        Shown.nowhere(entries*.regions, params.show).each { text ->
            problems << "--show: no region of any cell line touches '${text}'; give a place in one of them, contigs spelled as there".toString()
        }
    }

    private void checkPresets() {
        if (!(params.presets instanceof Map)) return
        params.presets.each { cellLine, values ->
            if (!(values instanceof Map)) {
                problems << "presets.${cellLine}: expected hyperparameters, found '${values}'".toString()
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

    private void read() {
        final single = ['peaks', 'regions', 'cell_lines'].findAll { params[it] != null }
        if (params.simulate.toString() == 'true') {
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
                if (!seen.add(cellLine.toLowerCase(Locale.ROOT))) problems << "--cell_lines: '${cellLine}' is named twice; name it once".toString()
                else add('--cell_lines', [cell_line: cellLine, regions: params.regions.toString(), peaks: params.peaks.toString().replace(',', ';')], false)
            }
            problems.unique()
            if (!entries && !problems) problems << "--cell_lines: expected names of cell lines, found '${params.cell_lines}'".toString()
        }
        else if (single) {
            final missing = ['peaks', 'regions', 'cell_lines'] - single
            problems << "${single.collect { '--' + it }.join(', ')}: ${missing.collect { '--' + it }.join(' and ')} must be given as well (or --input sheet.csv alone)".toString()
        }
        else {
            problems << '--input: expected a sample sheet, found none; give --input sheet.csv, or --peaks, --regions and --cell_lines, or -profile demo'
        }
    }

    private void readSheet() {
        final name = params.input.toString()
        final sheet = locate(name, null)
        if (sheet == null) {
            problems << "--input: file '${name}' not found; give the path of a sample sheet (looked in ${launchDir})".toString()
            return
        }
        final text
        try {
            text = sheet.getText('UTF-8').replaceFirst('^\uFEFF', '')
        }
        catch (IOException e) {
            problems << "--input: file '${name}' cannot be read (${e.message}); give the path of a sample sheet".toString()
            return
        }
        final table = new SheetTable(name, text)
        problems.addAll(table.problems)
        if (table.header == null) {
            problems << "${name}:1: the sheet is empty; expected a header with at least ${columns.required.join(', ')}".toString()
            return
        }
        if (!checkHeader(name, table)) return

        final Map<String, Integer> seen = [:]
        table.rows.each { line, cells ->
            final where = "${name}:${line}"
            final values = [table.header, cells].transpose().collectEntries { column, cell -> [column, cell] }.findAll { column, cell -> cell != '' }
            final key = values.cell_line?.toLowerCase(Locale.ROOT)
            if (key && seen.containsKey(key)) {
                problems << "${where}: cell_line: '${values.cell_line}' is already on line ${seen[key]}; give each cell line one row (several files of peaks: separate them by ';')".toString()
                return
            }
            if (key) seen[key] = line
            add(where, values, false, sheet)
        }
        if (!table.rows && !problems) problems << "${name}:${table.headerLine}: no row follows the header; expected one row per cell line".toString()
        // In the order of the sheet, whichever check found them.
        problems.sort { problem -> (problem =~ /:(\d+):/).with { matcher -> matcher.find() ? matcher.group(1) as int : 0 } }
    }

    private boolean checkHeader(String name, SheetTable table) {
        final before = problems.size()
        final where = "${name}:${table.headerLine}"
        table.header.countBy { it }.each { column, count ->
            if (count > 1) problems << "${where}: column '${column}' is there ${count} times; keep one".toString()
        }
        table.header.unique(false).each { column ->
            if (!columns.properties.containsKey(column)) {
                final near = columns.nearest(column)
                problems << "${where}: unknown column '${column}'; ${near ? "did you mean ${near}?" : 'known are ' + columns.properties.keySet().join(', ')}".toString()
            }
        }
        (columns.required - table.header).each { column ->
            problems << "${where}: column '${column}' is missing; add it (needed are ${columns.required.join(', ')})".toString()
        }
        return problems.size() == before
    }

    private void add(String where, Map<String, String> values, boolean simulated, Path sheet = null) {
        final before = problems.size()
        final files = [:]
        if (!simulated) {
            columns.required.each { column ->
                if (!values[column]) problems << "${where}: ${column}: the cell is empty; expected ${columns.expectation(column)}".toString()
            }
        }
        values.each { column, value ->
            final problem = columns.problem(column, value)
            if (problem) problems << "${where}: ${column}: ${problem}".toString()
        }
        final settings = effective(values)
        ['regions', 'peaks', 'model'].each { column -> files[column] = values[column] ? existing(where, column, values[column], sheet) : [] }
        if (files.regions.size() > 1) problems << "${where}: regions: expected one file, found ${files.regions.size()}".toString()
        ['sources', 'source_weights'].each { name ->
            final own = values.containsKey(name)
            files[name] = settings[name] == null ? [] : existing(own ? where : "--${name}", name, settings[name], own ? sheet : null)
        }
        if (problems.size() > before) return
        final shape = shapeProblem(settings)
        if (shape) problems << "${where}: ${shape}".toString()
        if (problems.size() > before) return
        final sizes = sizes(where, settings, files.model)
        if (problems.size() > before) return
        // Datasets and TRs are those of a given model: there is nothing to choose.
        final unused = files.model ? SELECTION.findAll { settings[it] != null } : []
        unused.each { settings[it] = null }
        entries << [
            cell_line: values.cell_line,
            sizes: sizes,
            regions: files.regions[0],
            peaks: files.peaks,
            models: files.model,
            sources: files.model ? [] : files.sources,
            source_weights: files.source_weights,
            settings: settings,
            unused: unused,
            options: Options.of(settings, params) + [interpret: Options.interpret(params, files.regions[0])]
        ]
    }

    /** Sizes that memory and time of tasks follow from: of the network that will be trained, or the largest of the given ones. */
    private Map<String, Integer> sizes(String where, Map<String, String> settings, List<Path> models) {
        final List<TrainedModel> given = []
        models.each { file ->
            try {
                final model = TrainedModel.of(file)
                if (model.windowLength != (settings.window as int) || model.squish != (settings.squish as int)) {
                    problems << "${where}: model: '${file.name}' was trained with window ${model.windowLength} and squish ${model.squish}, found window ${settings.window} and squish ${settings.squish}; give the same".toString()
                }
                given << model
            }
            catch (IOException e) {
                problems << "${where}: model: file '${file.name}' is no trained model (${e.message}); expected a model.zip that a run has left".toString()
            }
        }
        return [
            filters: given ? given*.filters.max() : settings.filters as int,
            deep_dim: given ? given*.deepDim.max() : settings.deep_dim as int,
            batch_size: settings.batch_size as int
        ]
    }

    /** Row of the sheet, else parameter, else preset of the cell line, else the schema's default. */
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

    /** Three kernels of four poolings have to fit: bins per window in multiples of 80 (spec: L ≥ 4k, divisible by 4k, k = 20). */
    private static String shapeProblem(Map<String, String> settings) {
        final window = settings.window as int
        final squish = settings.squish as int
        if (window % squish != 0) return "window: ${window} is not a multiple of squish ${squish}; expected a window of n × ${squish} base pairs"
        if (window.intdiv(squish) > MOST_BINS) return "window: ${window} / squish ${squish} gives ${window.intdiv(squish)} bins; expected at most ${MOST_BINS}, such as window ${MOST_BINS.intdiv(80) * 80 * squish}"
        if ((window.intdiv(squish)) % 80 != 0) return "window: ${window} / squish ${squish} gives ${window.intdiv(squish)} bins; expected a multiple of 80, such as window ${80 * squish * Math.max(1, Math.round(window / (80d * squish)))}"
        return null
    }

    private List<Path> existing(String where, String column, String value, Path sheet) {
        final names = columns.properties[column]?.separator ? value.split(columns.properties[column].separator)*.trim().findAll { it } : [value.trim()]
        final List<Path> found = []
        names.each { name ->
            final path = locate(name, sheet)
            if (path == null) {
                final places = [launchDir.toString()] + (sheet ? [sheet.toAbsolutePath().parent.toString()] : [])
                problems << "${where}: ${column}: file '${name}' not found; give a path that exists${name.startsWith('/') ? '' : " (looked in ${places.unique().join(' and ')})"}".toString()
            }
            else if (found.contains(path)) problems << "${where}: ${column}: file '${name}' is named twice; name it once".toString()
            else found << path
        }
        return found
    }

    /** A file by its name: absolute or an address, else from the folder of launch, else from the folder of the sheet. */
    private Path locate(String name, Path sheet) {
        try {
            if (name.contains('://') || name.startsWith('/')) {
                final path = Nextflow.file(name, glob: false) as Path
                return isFile(path) ? path : null
            }
            final tries = [launchDir] + (sheet ? [sheet.toAbsolutePath().parent] : [])
            return tries.collect { it.resolve(name).normalize() }.find { isFile(it) }
        }
        catch (Exception e) {
            problems << "'${name}': cannot be opened (${e.message}); give the path of a file".toString()
            return null
        }
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path)
    }

    /** One line per cell line for the log: what it will be run with. */
    List<String> summary() {
        return entries.collect { entry ->
            final values = entry.settings.findAll { name, value -> value != null }.collect { name, value -> "${name} ${value}" }
            final models = entry.models ? ", ${entry.models.size()} trained model(s) given" : ''
            final unused = entry.unused ? "; ${entry.unused.join(', ')} left out: sources are those of the model" : ''
            "${entry.cell_line}: ${values.join(', ')}${models}${unused}".toString()
        }
    }

    /** Every problem, one line each, as plain lines: a logger would put its own words around them. */
    void complain() {
        problems.each { System.err.println(it) }
        System.err.println("Nothing was run. ${problems.size() == 1 ? 'One problem' : problems.size() + ' problems'} to mend; --help lists the parameters, docs/usage.md explains the sheet.")
    }

    /** What a run says when it is done: where the results are and what to look at first. */
    String lastWords() {
        final folder = (Nextflow.file(params.outdir.toString(), glob: false) as Path).toAbsolutePath().normalize()
        final name = entries.size() == 1 ? entries[0].cell_line : '<cell_line>'
        // Cell lines that came with models have no loss to look at.
        final loss = entries.every { it.models } ? [:]
            : [((params.seeds as int) > 1 ? 'model/seed-<s>/loss.tsv' : 'model/loss.tsv'): 'the loss per epoch: it should fall and level off']
        final looks = params.stop_after == 'train'
            ? loss + ['q_score/total.txt': 'how well the model knows who goes with whom; lower is better',
                      'examples/': 'windows with most peaks, as read and as rebuilt']
            : ['regions.tsv.gz': 'candidate elements, those with most corroborated peaks on top',
               ("${name}.final.bed.gz".toString()): 'every peak, from 0 (without its usual partners) to 1000; opens in a genome browser',
               ("${name}.scores.tsv.gz".toString()): 'the same unrounded, with rank and percentile',
               'q_score/total.txt': 'how well the model knows who goes with whom; lower is better']
        if (params.simulate) looks['simulated/'] = 'the catalogue, and the truth: which peak is stack, noise or watermark'
        final width = looks.keySet()*.size().max() + 3
        final lines = ['', "Results: ${folder}/${name}"]
        if (params.skip_report.toString() != 'true') lines << "Open first: ${folder}/report.html".toString() << 'Then look at'
        else lines << 'Look first at'
        looks.each { file, meaning -> lines << "  ${file.padRight(width)}${meaning}" }
        lines << "How to read them: docs/atypeak/output.md. What took how long: ${folder}/pipeline_info/report.html"
        return lines.join('\n')
    }
}
