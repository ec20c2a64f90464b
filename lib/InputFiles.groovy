import java.nio.file.Files
import java.nio.file.Path
import nextflow.Nextflow

/** Files by the names that people give: absolute, an address, or from the folder of launch, else from the folder of the sheet. */
class InputFiles {

    final Path launchDir
    private final List<String> problems

    /** @param problems where to say what cannot be found */
    InputFiles(Path launchDir, List<String> problems) {
        this.launchDir = launchDir
        this.problems = problems
    }

    /** The files that a value names, those that are there. {@code separator} is null when a value names one file. */
    List<Path> existing(String where, String column, String value, String separator, Path sheet) {
        final names = separator ? value.split(separator)*.trim().findAll { it } : [value.trim()]
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

    /** The file of a name, or null. */
    Path locate(String name, Path sheet) {
        try {
            if (name.contains('://') || name.startsWith('/')) {
                final path = Nextflow.file(name, glob: false) as Path
                return Files.isRegularFile(path) ? path : null
            }
            final tries = [launchDir] + (sheet ? [sheet.toAbsolutePath().parent] : [])
            return tries.collect { it.resolve(name).normalize() }.find { Files.isRegularFile(it) }
        }
        catch (Exception e) {
            problems << "'${name}': cannot be opened (${e.message}); give the path of a file".toString()
            return null
        }
    }
}
