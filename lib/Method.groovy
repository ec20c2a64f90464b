import java.nio.file.Path

/**
 * What a run needs to know about its method before the first task. Each method has one class here, named after it: FactornetMethod for
 * factornet. It checks what the schema cannot express, and turns sample sheet and parameters into the items of the run.
 */
abstract class Method {

    /** Parameters of all methods, and columns of this method's sheet. */
    Schema parameters
    Schema columns
    /** Parameters that hold for this method, defaults filled in; those that are also columns of the sheet stay null when not given. */
    Map<String, Object> params
    InputFiles files
    /** What is wrong, one line each. */
    List<String> problems
    /** Whether what checkItems found is wrong usage rather than bad content of a file. */
    boolean wrongUsage = false
    /** One map per item, with its id. */
    final List<Map> items = []

    /** @param name of a method that the schema knows */
    static Method of(String name) {
        return Method.classLoader.loadClass("${name.capitalize()}Method").getDeclaredConstructor().newInstance() as Method
    }

    /** The question that the method answers, for the help. */
    abstract String question()

    /** Ways to call it, for the help: command and, where needed, what it does. */
    abstract List<String> usage()

    /** Finds what is wrong with parameters together. Each was checked on its own before. */
    void checkParameters() {
    }

    /** Makes the items. It is called when the parameters are right. */
    abstract void read()

    /** Finds what is wrong with parameters in the light of the items, such as a region that no item has. */
    void checkItems() {
    }

    /** Adds what a row of the sheet says. Cells that are empty are not among the values. */
    void row(String where, int line, Map<String, String> values, Path sheet) {
        throw new UnsupportedOperationException("${this.class.simpleName} reads no sheet")
    }

    /** What the sheet has one row for, in words: one row per cell line. */
    abstract String rows()

    /** One line per item for the log: what it will be run with. */
    abstract List<String> summary()

    /** What a run says when it is done: where the results are and what to look at first. */
    abstract String lastWords()

    /** Steps in their order, and for each the ids that have to leave it. A run that lacks one of them has failed. */
    abstract Map<String, List<String>> expected()

    /** Reads the sheet of --input, row by row, and checks it against the schema of its columns. */
    protected void readSheet() {
        final name = params.input.toString()
        Path sheet = null
        SheetTable table = null
        try {
            sheet = files.locate(name, null)
            if (sheet == null) {
                problems << "--input: file '${Shown.name(name)}' not found; give the path of a sample sheet (looked in ${files.launchDir})".toString()
                return
            }
            table = SheetTable.of(name, sheet)
        }
        catch (IOException e) {
            problems << "--input: file '${Shown.name(name)}' cannot be read (${InputFiles.reason(e)}); give the path of a sample sheet".toString()
            return
        }
        problems.addAll(table.problems)
        problems.addAll(table.headerProblems(columns))
        if (table.header == null || problems.size() > table.problems.size()) return

        table.rows.each { line, cells ->
            final values = [table.header, cells].transpose().collectEntries { column, cell -> [column, cell] }.findAll { column, cell -> cell != '' }
            row("${Shown.name(name)}:${line}", line, values, sheet)
        }
        if (!table.rows && !problems) problems << "${Shown.name(name)}:${table.headerLine}: no row follows the header; expected ${rows()}".toString()
        // In the order of the sheet, whichever check found them.
        problems.sort { problem -> (problem =~ /:(\d+):/).with { matcher -> matcher.find() ? matcher.group(1) as int : 0 } }
    }

    /** Checks the cells of a row one by one: needed ones are there, and each is what its column asks for. */
    protected void checkCells(String where, Map<String, Object> values, boolean complete) {
        if (complete) {
            columns.required.findAll { column -> !values[column] }.each { column ->
                problems << "${where}: ${column}: the cell is empty; expected ${columns.expectation(column)}".toString()
            }
        }
        values.each { column, value ->
            final problem = columns.problem(column, value)
            if (problem) problems << "${where}: ${column}: ${problem}".toString()
        }
    }
}
