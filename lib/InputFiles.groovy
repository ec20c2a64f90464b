import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.attribute.BasicFileAttributes
import nextflow.Const
import nextflow.Nextflow

/** Files by the names that people give: absolute, an address, or from the folder of launch, else from the folder of the sheet. */
class InputFiles {

    /** What Nextflow needs to read addresses of a kind. */
    private static final Map<String, String> PLUGINS = [s3: 'nf-amazon', gs: 'nf-google', az: 'nf-azure']

    final Path launchDir
    private final List<String> problems

    /** @param problems where to say what cannot be found */
    InputFiles(Path launchDir, List<String> problems) {
        this.launchDir = launchDir
        this.problems = problems
    }

    /** The files that a value names, those that are there. {@code separator} is null when a value names one file. */
    List<Path> existing(String where, String column, String value, String separator, Path sheet) {
        // That was told with the other cells.
        if (value.length() > Schema.MOST_CHARACTERS_OF_FILES) return []
        final names = separator ? value.split(separator)*.trim().findAll { it } : [value.trim()]
        final Set<Path> found = [] as LinkedHashSet
        names.countBy { name -> name }.each { name, count ->
            if (count > 1) problems << "${where}: ${column}: file '${Shown.name(name)}' is named ${count == 2 ? 'twice' : count + ' times'}; name it once".toString()
            Path path = null
            try {
                path = locate(name, sheet)
            }
            catch (IOException e) {
                problems << "${where}: ${column}: file '${Shown.name(name)}' cannot be read (${e.message}); give the path of a file, or an address that can be read from here".toString()
                return
            }
            if (path == null) {
                final places = [launchDir.toString()] + (sheet ? [sheet.toAbsolutePath().parent.toString()] : [])
                problems << "${where}: ${column}: file '${Shown.name(name)}' not found; give a path that exists${isWhole(name) ? '' : " (looked in ${places.unique().join(' and ')})"}".toString()
            }
            else if (!found.add(path)) problems << "${where}: ${column}: file '${Shown.name(name)}' is named twice; name it once".toString()
        }
        return found.toList()
    }

    private static boolean isWhole(String name) {
        return name.contains('://') || name.startsWith('/')
    }

    /**
     * The file of a name, or null when there is none.
     *
     * @throws IOException with the reason, in words for people, when it cannot be said whether there is one
     */
    Path locate(String name, Path sheet) throws IOException {
        checkPlugin(name)
        try {
            if (isWhole(name)) return regular(Nextflow.file(name, glob: false) as Path)
            final tries = [launchDir] + (sheet ? [sheet.toAbsolutePath().parent] : [])
            return tries.collect { it.resolve(name).normalize() }.find { regular(it) }
        }
        catch (InvalidPathException e) {
            throw new IOException('this is no name of a file', e)
        }
        catch (Exception e) {
            throw new IOException(name.contains('://') ? "no way to read this address: ${reason(e)}".toString() : reason(e), e)
        }
    }

    /** Nextflow would try to fetch a plugin without network, and say so in words of its own. */
    private static void checkPlugin(String name) throws IOException {
        final plugin = PLUGINS.find { kind, ignored -> name.startsWith("${kind}://") }?.value
        if (plugin == null || System.getenv('NXF_OFFLINE') != 'true') return
        final folder = System.getenv('NXF_PLUGINS_DIR') ? Path.of(System.getenv('NXF_PLUGINS_DIR')) : Const.APP_HOME_DIR.resolve('plugins')
        if (!folder.toFile().list()?.any { it.startsWith("${plugin}-") }) throw new IOException("Nextflow's plugin ${plugin} is not here, and nothing is fetched with NXF_OFFLINE=true".toString())
    }

    private static Path regular(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes).isRegularFile() ? path : null
        }
        catch (NoSuchFileException | java.io.FileNotFoundException e) {
            return null
        }
        catch (java.nio.file.FileSystemException e) {
            // "Not a directory" is "not found" as well; what is left, such as rights, is not.
            if (e.reason == 'Not a directory') return null
            throw e
        }
    }

    /** What an exception says, without the names of classes that mean nothing to a person. */
    static String reason(Exception e) {
        if (e instanceof java.nio.file.AccessDeniedException) return 'permission denied'
        if (e instanceof UnknownHostException) return "no host '${Shown.value(e.message)}'"
        if (e instanceof ConnectException) return 'nobody answers there'
        final said = e instanceof java.nio.file.FileSystemException && e.reason ? e.reason : e.message
        if (said == null || said =~ /[a-z]\w*(\.[a-z]\w*)+\.[A-Z]|^[A-Z]\w*(Exception|Error)\b/) return 'the system gives no reason'
        return Shown.value(said)
    }
}
