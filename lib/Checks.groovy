import java.nio.file.Files
import java.nio.file.Path

/** All that is checked before anything is submitted. Problems are gathered and told at once, each in a line that says what to do. */
class Checks {

    // More than these are told by their number: a wrong file has a problem on every line.
    private static final int MOST_TOLD = 20

    final Schema parameters
    final List<String> problems = []
    /** What a person should know and need not change, one line each. */
    final List<String> remarks = []
    /** The method of the run; null when there is none of that name. */
    Method method
    /** Parameters of the run: those that all methods share and those of its method, with defaults filled in (see Method). */
    Map<String, Object> values = [:]
    /** As for the executables: 2 for wrong usage, 3 for bad content of the sheet, 4 for no place for results. */
    int exitStatus = 3

    private final Map<String, Object> params
    private final Path launchDir

    private Checks(Schema parameters, Map<String, Object> params, Path launchDir) {
        this.parameters = parameters
        this.params = params
        this.launchDir = launchDir
    }

    /**
     * @param given names of the parameters on the command line and in a parameter file, as of {@link GivenParameters}; null when they are not
     *     known, and all count as given
     */
    static Checks of(Path projectDir, Path launchDir, Map<String, Object> params, Set<String> given = null) {
        final schema = Schema.ofParameters(projectDir.resolve('nextflow_schema.json'))
        final foreign = params.keySet().findAll { name -> !schema.properties.containsKey(name) && given != null && !(Schema.simplify(name) in given) }
        final checks = new Checks(schema, params.findAll { name, value -> !(name in foreign) }, launchDir)
        checks.remarkOn(foreign)
        checks.problems.addAll(checks.parameters.check(checks.params))
        checks.chooseMethod(projectDir)
        if (checks.method == null) checks.exitStatus = 2
        else checks.checkMethod()
        checks.checkOutdir()
        checks.problems.unique()
        return checks
    }

    /** The configuration of an institution serves many pipelines, and has parameters that are not ours. */
    private void remarkOn(Collection<String> foreign) {
        foreign.groupBy { name -> Schema.simplify(name) }.values().each { names ->
            final near = parameters.nearest(names[0])
            remarks << "params.${Shown.value(names[0])}: set in a configuration file, unknown here, and without effect${near ? "; did you mean ${near}?" : ''}".toString()
        }
    }

    /** Whether a parameter is true, before there is a method whose values could be asked. */
    boolean isTrue(String name) {
        return parameters.typed(name, params[name]) == true
    }

    private void chooseMethod(Path projectDir) {
        final name = params.method == null ? parameters.defaultOf('method') : params.method.toString()
        if (!(name in parameters.methods)) {
            problems.removeAll { problem -> problem.startsWith('--method:') }
            final near = Schema.nearest(parameters.methods, name)
            problems << "--method: no method '${Shown.value(name)}'; ${near ? "did you mean ${near}? There" : 'there'} ${parameters.methods.size() == 1 ? 'is' : 'are'} ${parameters.methods.join(', ')}".toString()
            return
        }
        problems.addAll(parameters.foreign(name, params))
        method = Method.of(name)
        method.parameters = parameters
        method.columns = Schema.ofSheet(projectDir.resolve("assets/schema/${name}.json"))
        values = parameters.ofMethod(name).collectEntries { key, property ->
            final value = parameters.typed(key, params[key])
            // The value of a column may come from a row or a preset: its default waits for them.
            [key, value == null && !method.columns.properties.containsKey(key) ? property.default : value]
        }
        method.params = values
        method.problems = problems
        method.files = new InputFiles(launchDir, problems)
    }

    List<Map> getItems() {
        return method == null ? [] : method.items
    }

    private void checkMethod() {
        method.checkParameters()
        // A sheet is read with the parameters' values in hand; wrong ones would only repeat themselves row by row.
        if (problems || params.input == null) exitStatus = 2
        if (!problems) method.read()
        if (problems) return
        method.checkItems()
        if (problems && method.wrongUsage) exitStatus = 2
    }

    /** Results need a place: a folder that can be written to, or made. Addresses are not looked at. */
    private void checkOutdir() {
        final name = params.outdir
        if (name == null || name instanceof Boolean || name.toString().contains('://')) return
        Path outdir = null
        try {
            outdir = launchDir.resolve(name.toString()).toAbsolutePath().normalize()
        }
        catch (java.nio.file.InvalidPathException e) {
            problems << "--outdir: '${Shown.name(name)}' is no name of a folder".toString()
            return
        }
        def there = outdir
        while (there.parent != null && !Files.exists(there)) there = there.parent
        final reason = !Files.isDirectory(there) ? 'is not a folder' : !Files.isWritable(there) ? 'cannot be written to' : null
        if (reason == null) return
        if (!problems) exitStatus = 4
        problems << "--outdir: '${Shown.name(name)}' cannot take results: ${there} ${reason}; give a folder that can be written to, or made".toString()
    }

    /** Adds what is wrong with the place where tasks run. Wrong usage comes first, as it decides the exit status. */
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

    /** Prints the problems, one line each, as plain lines: a logger would put its own words around them. */
    void complain() {
        problems.take(MOST_TOLD).each { System.err.println(Shown.line(it)) }
        if (problems.size() > MOST_TOLD) System.err.println("… and ${problems.size() - MOST_TOLD} more")
        System.err.println("Nothing was run. Correct ${problems.size() == 1 ? 'this problem' : "these ${problems.size()} problems"} and run again; --help lists the parameters, docs/usage.md explains the sheet.")
    }
}
