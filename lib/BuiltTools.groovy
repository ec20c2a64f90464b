import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile

/**
 * The tools of a checkout, which tasks outside of containers start. The launcher builds them; nextflow run, and a checkout that Nextflow has
 * fetched by itself, need somebody to do so.
 */
class BuiltTools {

    private static final String VERSION = 'org/crelens/libs/cli/version.properties'

    /** Why no task could start a tool, and what to do; null when they can, or none needs to. */
    static String problem(Object workflow) {
        if (workflow.preview || workflow.stubRun || library(workflow.projectDir as Path) != null) return null
        return "the tools are not built in ${workflow.projectDir}; build them: '${workflow.projectDir}/crelens' build (it needs Maven and a JDK 17 or newer), ".toString() +
            'or run them in containers: -profile docker --registry with the place of their images (docs/containers.md)'
    }

    /** Says that the tools are of another revision than the scripts; null when they are not, or it cannot be known. */
    static String remark(Object workflow) {
        if (workflow.preview || System.getenv('CRELENS_BUILD') == 'never') return null
        final folder = workflow.projectDir as Path
        final built = revision(library(folder))
        final own = workflow.commitId?.toString()
        // Without a commit of Nextflow's, the checkout is a folder, which the launcher or its owner keeps up to date.
        if (built == null || own == null || own.startsWith(built)) return null
        return "the tools in ${folder} were built from revision ${built}, and this is ${own.take(built.size())}; build them anew: '${folder}/crelens' build".toString()
    }

    /** The library that knows its revision. */
    private static Path library(Path projectDir) {
        final folder = projectDir.resolve('tools/build/dist/target/lib')
        if (!Files.isDirectory(folder)) return null
        final found = folder.toFile().list().find { name -> name ==~ /libs-cli-.*\.jar/ }
        return found ? folder.resolve(found) : null
    }

    private static String revision(Path library) {
        if (library == null) return null
        final jar = new ZipFile(library.toFile())
        try {
            final properties = new Properties()
            final entry = jar.getEntry(VERSION)
            if (entry == null) return null
            properties.load(jar.getInputStream(entry))
            final revision = properties.getProperty('revision')
            return revision ==~ /[0-9a-f]{7,40}/ ? revision : null
        }
        finally {
            jar.close()
        }
    }
}
