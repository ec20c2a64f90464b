import java.nio.file.Files
import java.nio.file.Path

/**
 * Images of the executables: their names, and whether the engine of this run has them. They are made and loaded by
 * {@code ./crelens images}, or come from --registry.
 */
class Images {

    /** Engines that a profile can name, the program of each, and how to get it. */
    static final Map<String, List<String>> ENGINES = [
        docker: ['docker', 'Debian: apt-get install docker.io'],
        podman: ['podman', 'Debian: apt-get install podman'],
        singularity: ['singularity', 'https://docs.sylabs.io'],
        apptainer: ['apptainer', 'https://apptainer.org/docs'],
        charliecloud: ['ch-run', 'Debian: apt-get install charliecloud']
    ]
    /** Engines that keep images in a store of each machine; the others take them from the image folder, which all nodes see. */
    private static final List<String> STORES = ['docker', 'podman']
    // There, nodes fetch images by themselves.
    private static final List<String> CLOUDS = ['awsbatch', 'google-batch', 'k8s']

    // Of this run's checkout; asked once.
    private static String checkoutTag

    /** The image of an executable, as in {@code crelens/score:0.1.0-0123456789ab}; a registry stands before it when one is given. */
    static String of(String tool, Map params, Object workflow) {
        final registry = params.registry ? params.registry.toString().replaceAll('/+$', '') + '/' : ''
        // Without engine or cloud nobody looks at it.
        return "${registry}crelens/${tool}:${(used(workflow) ? tag(params, workflow) : params.image_tag) ?: workflow.manifest.version}".toString()
    }

    /** --image_tag, else that of the images built, loaded or pushed here last, else that of the checkout; null when none is known. */
    static String tag(Map params, Object workflow) {
        return params.image_tag?.toString() ?: recorded(params, workflow)[0]?.tag ?: ofCheckout(workflow)
    }

    /** What a person should know of the images of this run, one line each. */
    static List<String> remarks(Map params, Object workflow) {
        final List<String> lines = []
        final other = used(workflow) ? null : BuiltTools.remark(workflow)
        if (other) lines << other
        if (!used(workflow) || workflow.preview) return lines
        final recorded = recorded(params, workflow)[0]?.tag
        // An archive without .git knows no revision to compare with.
        final own = workflow.commitId || Files.exists((workflow.projectDir as Path).resolve('.git')) ? ofCheckout(workflow) : null
        if (!params.image_tag && recorded && own && recorded != own) {
            lines << "the images are of ${recorded}, this checkout is ${own}; renew them with ./crelens images build, then load or push, or name those you want with --image_tag".toString()
        }
        final engine = workflow.containerEngine as String
        if (onCluster()) {
            final program = ENGINES[engine][0]
            if (!onPath(program)) lines << "-profile ${engine}: no ${program} found on the PATH here; it has to be on every node".toString()
            if (engine in STORES && !params.registry) {
                lines << "-profile ${engine}: every node has a store of images of its own; load them on each (./crelens images load ${engine}), or push them and give --registry".toString()
            }
        }
        return lines
    }

    /** Whether tasks of this run are started in containers. */
    private static boolean used(Object workflow) {
        return ENGINES.containsKey(workflow.containerEngine as String) || executor() in CLOUDS
    }

    private static String executor() {
        return Platform.setting('process.executor')?.toString()
    }

    /** Whether other machines start the containers, without fetching images by themselves. */
    private static boolean onCluster() {
        return !(executor() in [null, 'local', *CLOUDS])
    }

    /** The rows of images.tsv, by column; none where it is not there or not a list of images. */
    private static List<Map<String, String>> recorded(Map params, Object workflow) {
        final list = folder(params, workflow).resolve('images.tsv').toFile()
        if (!list.canRead()) return []
        final lines = list.readLines('UTF-8').collect { line -> line.split('\t').toList() }
        final rows = lines.drop(1).collect { cells -> [lines[0], cells].transpose().collectEntries { it } as Map<String, String> }
        return rows.findAll { row -> row.name ==~ /crelens\/[a-z0-9-]+/ && row.tag ==~ /[A-Za-z0-9_][A-Za-z0-9._-]*/ }
    }

    /** The tag that images built from this checkout have; null when its revision cannot be known. */
    private static synchronized String ofCheckout(Object workflow) {
        if (workflow.commitId) return "${workflow.manifest.version}-${workflow.commitId.take(12)}".toString()
        if (checkoutTag == null) {
            final script = (workflow.projectDir as Path).resolve('containers/images.sh')
            checkoutTag = ''
            if (Files.exists(script)) {
                final asked = new ProcessBuilder('bash', script.toString(), 'tag').redirectError(ProcessBuilder.Redirect.DISCARD).start()
                final said = asked.inputStream.getText('UTF-8').trim()
                if (asked.waitFor() == 0) checkoutTag = said
            }
        }
        return checkoutTag ?: null
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

    /** In one line; null when nothing is wrong. Without an engine, the tools of the checkout are what tasks start. */
    private static String problem(Map params, Object workflow) {
        if (!used(workflow)) return BuiltTools.problem(workflow)
        if (workflow.preview) return null
        if (tag(params, workflow) == null) {
            return 'which images? None were built, loaded or pushed here, and the revision of the pipeline is not known; give --image_tag'
        }
        if (executor() in CLOUDS) return null
        final engine = workflow.containerEngine as String
        final program = ENGINES[engine][0]
        // Of other machines nothing is known here.
        if (!onCluster() && !onPath(program)) {
            final others = (['local'] + ENGINES.findAll { name, how -> onPath(how[0]) }.keySet().toList()).join(', ')
            return "-profile ${engine}: no ${program} found on the PATH; install ${engine} (${ENGINES[engine][1]}), or take a profile that can run here: ${others}".toString()
        }
        // Nextflow does not quote it there.
        if (engine == 'charliecloud' && workflow.workDir.toString().contains(' ')) {
            return "-profile charliecloud: the work folder '${workflow.workDir}' has a blank in its path, which Nextflow cannot hand to Charliecloud; give another one with -work-dir".toString()
        }
        if (params.registry || (onCluster() && engine in STORES)) return null
        final rows = recorded(params, workflow)
        final Map<String, String> missing = [:]
        for (name in tools(workflow.projectDir as Path)) {
            final image = of(name, params, workflow)
            final row = rows.find { "${it.name}:${it.tag}".toString() == image }
            final reason = fault(engine, image, row?.id, folder(params, workflow))
            if (reason != null) missing[image] = reason
        }
        if (!missing) return null
        final first = missing.entrySet().first()
        final rest = missing.size() == 1 ? '' : " (and ${missing.size() - 1} more)"
        return "-profile ${engine}: image ${first.key}${rest} ${first.value}; load it: ./crelens images load ${engine}, after ./crelens images build or with --from and the folder of tars built elsewhere; or name the registry that has it: --registry".toString()
    }

    private static List<String> tools(Path projectDir) {
        return projectDir.resolve('bin').toFile().list().findAll { !(it in ['crelens-java', 'tool-version']) }.sort()
    }

    private static boolean onPath(String program) {
        return (System.getenv('PATH') ?: '').split(File.pathSeparator).any { it && Files.isExecutable(Path.of(it, program)) && !Files.isDirectory(Path.of(it, program)) }
    }

    /** What is wrong with an image, null when nothing is; {@code id} is that of the list, null when it does not name the image. */
    private static String fault(String engine, String image, String id, Path folder) {
        final other = 'is there with another content than the list of images has'
        switch (engine) {
            case 'charliecloud':
                final unpacked = folder.resolve('charliecloud/img').resolve(image.replace(':', '+').replace('/', '%'))
                if (!Files.isDirectory(unpacked)) return "is not in ${folder}".toString()
                final mark = unpacked.resolve('ch/crelens.id')
                return id == null || !Files.exists(mark) || mark.text.trim() == id ? null : other
            case ['singularity', 'apptainer']:
                return Files.exists(folder.resolve(image.replace(':', '-').replace('/', '-') + '.img')) ? null : "is not in ${folder}".toString()
            default:
                final asked = new ProcessBuilder(engine, 'image', 'inspect', '--format', '{{.Id}}', image).redirectErrorStream(true).start()
                final said = asked.inputStream.getText('UTF-8').readLines()
                if (asked.waitFor() != 0) {
                    // An engine that is down says so in the same way.
                    final down = said.find { it =~ /(?i)connect|permission|daemon/ }
                    return down ? "is not there: ${down}".toString() : 'is not there'
                }
                // Podman names images by their configuration, as the list does; Docker by what its storage makes of them.
                return engine == 'docker' || id == null || said.any { it.trim() == id - 'sha256:' } ? null : other
        }
    }
}
