import java.nio.file.Files
import java.nio.file.Path

/**
 * Images of the executables: their names, and whether the engine of this run has them. They are made and loaded by
 * {@code ./crelens images}, or come from --registry.
 */
class Images {

    /** Engines that a profile can name, the program of each, and how to get it. */
    private static final Map<String, List<String>> ENGINES = [
        docker: ['docker', 'Debian: apt-get install docker.io'],
        podman: ['podman', 'Debian: apt-get install podman'],
        singularity: ['singularity', 'https://docs.sylabs.io'],
        apptainer: ['apptainer', 'https://apptainer.org/docs'],
        charliecloud: ['ch-run', 'Debian: apt-get install charliecloud']
    ]
    // There, nodes fetch images by themselves.
    private static final List<String> CLOUDS = ['awsbatch', 'google-batch', 'k8s']

    /** The image of an executable, as in {@code crelens/score:0.1.0-0123456789ab}; a registry stands before it when one is given. */
    static String of(String tool, Map params, Object workflow) {
        return "${params.registry ? params.registry.toString().replaceAll('/+$', '') + '/' : ''}crelens/${tool}:${tag(params, workflow)}".toString()
    }

    /** --image_tag, else what was built or loaded here, else version and revision of the pipeline as Nextflow fetched it. */
    static String tag(Map params, Object workflow) {
        if (params.image_tag) return params.image_tag.toString()
        final list = folder(params, workflow).resolve('images.tsv').toFile()
        final loaded = list.canRead() ? list.readLines().drop(1).findResult { line -> line.split('\t').with { it.size() > 1 ? it[1] : null } } : null
        if (loaded) return loaded
        final version = workflow.manifest.version
        return workflow.commitId ? "${version}-${workflow.commitId.take(12)}".toString() : version.toString()
    }

    /** Where tars, files and folders of images are: --image_dir, else where they are built. */
    private static Path folder(Map params, Object workflow) {
        return params.image_dir ? (workflow.launchDir as Path).resolve(params.image_dir.toString()) : (workflow.projectDir as Path).resolve('tools/target/images')
    }

    /** Whether tasks can be started; says what keeps the engine of this run from it. */
    static boolean ready(Map params, Object workflow) {
        final problem = problem(params, workflow)
        // As a plain line: a logger would put its own words around it.
        if (problem) System.err.println("${problem}\nNothing was run. docs/containers.md explains images and engines.")
        return problem == null
    }

    /** In one line; null when nothing is wrong, or no engine is asked for. */
    private static String problem(Map params, Object workflow) {
        final engine = workflow.containerEngine as String
        final executor = nextflow.Global.session?.config?.process?.executor
        if (!ENGINES.containsKey(engine) || executor in CLOUDS || workflow.preview) return null
        final program = ENGINES[engine][0]
        if (!onPath(program)) {
            final others = (['local'] + ENGINES.findAll { name, how -> onPath(how[0]) }.keySet().toList()).join(', ')
            return "-profile ${engine}: no ${program} found on the PATH; install ${engine} (${ENGINES[engine][1]}), or take a profile that can run here: ${others}".toString()
        }
        // Nextflow does not quote it there.
        if (engine == 'charliecloud' && workflow.workDir.toString().contains(' ')) {
            return "-profile charliecloud: the work folder '${workflow.workDir}' has a blank in its path, which Nextflow cannot hand to Charliecloud; give another one with -work-dir".toString()
        }
        if (params.registry) return null
        final Map<String, String> missing = [:]
        for (name in tools(workflow.projectDir as Path)) {
            final image = of(name, params, workflow)
            final reason = absent(engine, image, folder(params, workflow))
            if (reason != null) missing[image] = reason
        }
        if (!missing) return null
        final first = missing.entrySet().first()
        final rest = missing.size() == 1 ? '' : " (and ${missing.size() - 1} more)"
        return "-profile ${engine}: image ${first.key}${rest} is not there${first.value ? ': ' + first.value : ''}; load it: ./crelens images load ${engine}, after ./crelens images build or with --from and the folder of tars built elsewhere".toString()
    }

    private static List<String> tools(Path projectDir) {
        return projectDir.resolve('bin').toFile().list().findAll { !(it in ['crelens-java', 'tool-version']) }.sort()
    }

    private static boolean onPath(String program) {
        return (System.getenv('PATH') ?: '').split(File.pathSeparator).any { it && Files.isExecutable(Path.of(it, program)) && !Files.isDirectory(Path.of(it, program)) }
    }

    /** Null when the image is there, else what the engine says, or nothing. */
    private static String absent(String engine, String image, Path folder) {
        switch (engine) {
            case 'charliecloud':
                return Files.isDirectory(folder.resolve('charliecloud/img').resolve(image.replace(':', '+').replace('/', '%'))) ? null : "not in ${folder}".toString()
            case ['singularity', 'apptainer']:
                return Files.exists(folder.resolve(image.replace(':', '-').replace('/', '-') + '.img')) ? null : "not in ${folder}".toString()
            default:
                final asked = new ProcessBuilder(engine, 'image', 'inspect', '--format', '{{.Id}}', image).redirectErrorStream(true).start()
                final said = asked.inputStream.getText('UTF-8').readLines()
                // An engine that is down says so in the same way.
                return asked.waitFor() == 0 ? null : said.find { it =~ /(?i)connect|permission|daemon/ } ?: ''
        }
    }
}
