import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import nextflow.Global
import nextflow.util.Duration
import nextflow.util.MemoryUnit

/**
 * Where tasks run: which profiles go together, what each place needs from the user, and whether the work folder has room.
 * Looked at before anything is submitted; every problem is one line that says what to do.
 */
class Platform {

    private static final List<String> ENGINES = Images.ENGINES.keySet().toList()
    private static final List<String> PLACES = ['local', 'slurm', 'awsbatch', 'googlebatch', 'k8s']
    private static final List<String> DATA = ['demo', 'test', 'test_full', 'study']
    /** Places that start tasks in containers by themselves. */
    private static final List<String> CLOUDS = ['awsbatch', 'googlebatch', 'k8s']

    /** Parameters without which a place cannot take a task, and what they are. */
    private static final Map<String, Map<String, String>> NEEDED = [
        awsbatch: [
            aws_queue: 'the job queue',
            aws_region: 'the region of queue and bucket, such as eu-west-1',
            registry: 'the registry that the queue pulls our images from'
        ],
        googlebatch: [
            google_project: 'the project that is charged',
            google_location: 'the region of the machines, such as europe-west1',
            registry: 'the registry that the machines pull our images from'
        ],
        k8s: [
            k8s_namespace: 'the namespace of the pods',
            k8s_storage_claim: 'the volume claim that holds work folder and inputs',
            registry: 'the registry that the nodes pull our images from'
        ]
    ]
    private static final Map<String, String> SCHEMES = [awsbatch: 's3', googlebatch: 'gs']
    private static final Map<String, String> PLUGINS = [awsbatch: 'nf-amazon', googlebatch: 'nf-google', k8s: 'nf-k8s']
    // Less than this is no room for a task: its script, its log, the smallest of results.
    private static final long LEAST_SPACE = 1_000_000L

    final List<String> profiles
    final Map<String, Object> params
    final Path workDir
    /** Wrong usage. */
    final List<String> problems = []

    /** Nextflow's session; null outside of a run. No other class asks Nextflow for it. */
    static Object session() {
        return Global.session
    }

    /** A setting of Nextflow's configuration by its path, such as process.executor; null when it is not there. */
    static Object setting(String path) {
        return Global.session?.config?.navigate(path)
    }

    /** Lets a run that has ended without a failed task count as failed. */
    static void fail(String reason) {
        Global.session.abort(new IllegalStateException(reason))
    }

    /**
     * Sets what a task may have at most: the least of --max_cpus, --max_memory and --max_time (wherever they were set), of
     * process.resourceLimits in a configuration file, and of this machine where tasks run on it. The configuration cannot do so itself: it
     * reads parameters before a file that is given with -c.
     */
    static void limitTasks(Map<String, Object> params) {
        final process = Global.session?.config?.process
        final given = process instanceof Map ? process.resourceLimits : null
        // A closure knows better.
        if (!(process instanceof Map) || !(given == null || given instanceof Map)) return
        process.resourceLimits = limits(given as Map ?: [:], params, process.executor in [null, 'local'])
    }

    /** Limits by the name that process.resourceLimits has for them; none where nothing limits. */
    static Map<String, Object> limits(Map given, Map<String, Object> params, boolean here) {
        final memoryHere = here ? java.lang.management.ManagementFactory.operatingSystemMXBean.totalMemorySize : null
        return [
            cpus: least([given.cpus, params.max_cpus, here ? Runtime.runtime.availableProcessors() : null]) { it as int },
            memory: least([given.memory, params.max_memory, memoryHere]) { it instanceof Number ? MemoryUnit.of(it as long) : MemoryUnit.of(it.toString()) },
            time: least([given.time, params.max_time]) { it instanceof Number ? Duration.of(it as long) : Duration.of(it.toString()) }
        ].findAll { name, value -> value != null }
    }

    private static Object least(List values, Closure read) {
        return values.findAll { it != null }.collect(read).min()
    }

    private Platform(String profile, Map<String, Object> params, Path workDir) {
        this.profiles = (profile ?: '').split(',')*.trim().findAll { it }.unique()
        this.params = params
        this.workDir = workDir
    }

    /**
     * @param profile names as given to -profile, separated by commas
     * @param workDir of Nextflow; the launcher says another one when it could not hand an address over (see crelens)
     * @param items of the run: their files have to be seen where tasks run
     */
    static Platform of(String profile, Map<String, Object> params, Path workDir, List<Map> items = []) {
        final platform = new Platform(profile, params, workDir)
        platform.checkCombination()
        platform.checkParameters()
        platform.checkLimits()
        platform.checkInstitution()
        platform.checkNeeds()
        platform.checkWorkDir()
        platform.checkPlugins()
        if (platform.profiles.contains('k8s')) platform.checkKubernetes(items)
        if (platform.profiles.contains('awsbatch')) platform.checkAwsProgram()
        return platform
    }

    /** Tasks of AWS Batch copy their files with the program aws of their machine, unless Fusion mounts the bucket. */
    private void checkAwsProgram() {
        if (params.aws_cli_path || setting('aws.batch.cliPath') || setting('fusion.enabled')) return
        problem('awsbatch needs --aws_cli_path, the program aws on the machine image of the compute environment, such as /opt/aws-cli/bin/aws: our images ' +
            'have none (docs/cluster.md#aws-batch says how it gets there), unless fusion.enabled')
    }

    /**
     * Configuration reads parameters, too, and those of a file given with -c come too late for it: results would be published to one
     * folder and described in another, jobs go to a queue that nobody named.
     */
    private void checkParameters() {
        final configured = setting('process.ext.configured')
        if (!(configured instanceof Map)) return
        final late = configured.keySet().findAll { name -> params.containsKey(name) && params[name]?.toString() != configured[name]?.toString() }
        if (!late) return
        problems << ("${late.collect { "params.${it}" }.join(', ')}: set in a configuration file (-c, or nextflow.config of the folder of launch), which is read too late for " +
            "${late.size() == 1 ? 'it' : 'them'} to take effect everywhere; give ${late.collect { "--${it}" }.join(', ')} on the command line, or in a file with -params-file").toString()
    }

    /** Limits of a configuration of the user's own. Those of parameters are checked with the others. */
    private void checkLimits() {
        final given = setting('process.resourceLimits')
        if (!(given instanceof Map)) return
        try {
            limits(given, [:], false)
        }
        catch (RuntimeException e) {
            problems << "process.resourceLimits: expected such as [cpus: 16, memory: 64.GB, time: 24.h], found [${Shown.value(given.collect { name, value -> "${name}: ${value}" }.join(', '))}]; correct it in your configuration file".toString()
        }
    }

    /** Profiles of institutions are not there because the folder has none. */
    private void checkInstitution() {
        final base = params.custom_config_base
        if (base == null || !base.toString().startsWith('/') || Files.exists(Path.of(base.toString(), 'nfcore_custom.config'))) return
        problems << "--custom_config_base: no nfcore_custom.config in '${Shown.name(base)}'; give a folder with configurations as nf-core/configs has them".toString()
    }

    private void checkCombination() {
        [(ENGINES): 'container engines', (PLACES): 'places to run', (DATA): 'sets of data and settings'].each { names, kind ->
            final chosen = profiles.findAll { it in names }
            if (chosen.size() > 1) problem("${chosen.join(',')} are ${chosen.size()} ${kind}; choose one of them")
        }
        final clouds = profiles.findAll { it in CLOUDS }
        final engines = profiles.findAll { it in ENGINES }
        if (clouds && engines) problem("${(clouds + engines).join(',')}: ${clouds.join(',')} starts containers by itself; leave ${engines.join(',')} out")
    }

    private void checkNeeds() {
        profiles.findAll { NEEDED.containsKey(it) }.each { place ->
            NEEDED[place].each { name, meaning ->
                if (params.containsKey(name) && !params[name]) problem("${place} needs --${name}, ${meaning}")
            }
        }
    }

    private void checkWorkDir() {
        final given = System.getenv('CRELENS_WORK_DIR') ?: workDir.toUri().toString()
        final bucket = Global.session?.bucketDir?.toUri()?.toString()
        profiles.findAll { SCHEMES.containsKey(it) }.each { place ->
            final scheme = SCHEMES[place] + '://'
            if (![given, bucket].any { it != null && (it.startsWith(scheme) || it.startsWith(SCHEMES[place] + ':/')) }) {
                problem("${place} needs -work-dir ${scheme}bucket/path, a bucket that the tasks may read and write")
            }
        }
    }

    /** The launcher looks for plugins first, and says here which it could neither find nor fetch. */
    private void checkPlugins() {
        final missing = (System.getenv('CRELENS_MISSING_PLUGINS') ?: '').split(',').findAll { it }
        missing.each { name ->
            final place = PLUGINS.find { ignored, plugin -> plugin == name }?.key
            final release = versionOf(name)
            final why = profiles.contains(place) ? "${place} needs" : 'an address of -work-dir, --outdir or an input needs'
            problem("${why} Nextflow's plugin ${release}, which is not here and could not be fetched; where there is network run " +
                "'nextflow plugin install ${release}', carry the folder plugins/${release.replace('@', '-')} here and set NXF_PLUGINS_DIR to the folder that holds it")
        }
    }

    /** As Nextflow's own list has it: name@version. */
    private static String versionOf(String plugin) {
        final list = Global.classLoader.getResource('META-INF/plugins-info.txt')?.text ?: ''
        return list.readLines().find { it.startsWith(plugin + '@') } ?: plugin
    }

    private void checkKubernetes(List<Map> items) {
        final home = System.getenv('HOME') ?: System.getProperty('user.home')
        final configurations = [System.getenv('KUBECONFIG'), "${home}/.kube/config".toString(), '/var/run/secrets/kubernetes.io/serviceaccount/token']
        if (!configurations.any { it && it.split(':').any { name -> Files.exists(Path.of(name)) } }) {
            problem("k8s: no access to a cluster found; set KUBECONFIG to its file, or put it at ${home}/.kube/config, or start the run in a pod")
        }
        final mount = Path.of(params.k8s_mount_path.toString()).normalize()
        if (!Files.isDirectory(mount)) {
            problem("k8s: --k8s_mount_path ${mount} is not a folder here; start the run where the claim is mounted at that path, such as in a pod, or give its path")
            return
        }
        if (!isBelow(workDir, mount)) problem("k8s: the work folder ${workDir} is not on the claim; give -work-dir ${mount}/work, or start the run below ${mount}")
        final files = items.collectMany { item -> item.values().flatten() }.findAll { value -> value instanceof Path }.unique()
        files.each { file ->
            if (file.fileSystem == FileSystems.default && !isBelow(file, mount)) problem("k8s: the pods do not see ${file}; put it below ${mount}")
        }
    }

    private static boolean isBelow(Path path, Path folder) {
        return path.toAbsolutePath().normalize().startsWith(folder)
    }

    private void problem(CharSequence text) {
        final line = text.toString()
        problems << (line.startsWith('an address') ? line : "-profile ${line}".toString())
    }

    /** Why tasks cannot work in the work folder, or null. */
    String workDirProblem() {
        if (workDir.fileSystem != FileSystems.default) return null
        final place = "-work-dir: '${workDir}' cannot take the work of tasks:"
        try {
            if (!Files.isDirectory(workDir)) return "${place} it is not a folder; give another one"
            if (!Files.isWritable(workDir)) return "${place} it cannot be written to; give a folder of yours"
            final free = Files.getFileStore(workDir).usableSpace
            if (free < LEAST_SPACE) return "${place} its disk is full (${free} bytes free); make room there, or give a folder on another disk"
        }
        catch (IOException e) {
            return "${place} ${e.message}; give another one"
        }
        return null
    }
}
