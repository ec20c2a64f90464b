import groovy.json.JsonOutput
import java.nio.file.Files
import java.nio.file.Path

/** What a run writes about itself to pipeline_info: parameters, machine, versions. Nothing of it enters a result. */
class RunInfo {

    /** Parameters that say what to read, or what this run prints. The report knows those of the place by itself. */
    private static final List<String> NOT_OF_A_RESULT = ['regions', 'peaks', 'cell_lines', 'presets', 'help', 'version']

    static void write(Path folder, String name, String text) {
        Files.createDirectories(folder)
        folder.resolve(name).setText(text, 'UTF-8')
    }

    /**
     * Takes back what Nextflow has begun to write about a run that runs nothing: its trace without a task, and the folders that hold
     * nothing else.
     */
    static void withdraw(Object outdir, Path launchDir) {
        try {
            final results = launchDir.resolve(outdir.toString()).normalize()
            final folder = results.resolve('pipeline_info')
            final trace = folder.resolve('trace.tsv')
            if (Files.isRegularFile(trace) && Files.size(trace) < 10_000 && trace.readLines('UTF-8').size() <= 1) Files.delete(trace)
            [folder, results].each { place ->
                if (place != launchDir && Files.isDirectory(place) && !place.toFile().list()) Files.delete(place)
            }
        }
        catch (IOException | RuntimeException e) {
            // An address, or no name of a folder at all: there is nothing of ours.
            return
        }
    }

    /** Parameters and, for each item, the settings that hold for it. */
    static String parameters(Map<String, Object> params, List<Map> items) {
        final settings = items.collectEntries { [it.id, it.settings.findAll { name, value -> value != null }] }
        return JsonOutput.prettyPrint(JsonOutput.toJson([
            parameters: plain(params.findAll { name, value -> value != null && !(name in ['presets', 'help', 'version']) }.sort()),
            items: settings
        ])) + '\n'
    }

    /**
     * What a result follows from, in one line of JSON, for the report. It is the same wherever a run takes place and whatever its files are
     * called: digests tell which files were read.
     */
    static String settings(Map<String, Object> params, List<Map> items, Map<String, Map> properties) {
        final place = properties.findAll { name, property -> property.format?.endsWith('path') }.keySet() + NOT_OF_A_RESULT
        final parts = { Map values -> values.findAll { name, value -> value != null && !(name in place) }.sort() }
        return JsonOutput.toJson([
            parameters: plain(parts(params)),
            items: items.collectEntries { item -> [item.id, plain(parts(item.settings))] }
        ])
    }

    private static Object plain(Object value) {
        if (value instanceof Map) return value.collectEntries { k, v -> [k.toString(), plain(v)] }
        if (value instanceof Number || value instanceof Boolean || value == null) return value
        return value.toString()
    }

    static String machine() {
        final system = java.lang.management.ManagementFactory.operatingSystemMXBean
        final cpuinfo = new File('/proc/cpuinfo')
        final model = cpuinfo.canRead() ? cpuinfo.readLines().find { it.startsWith('model name') }?.split(':', 2)?.last()?.trim() : null
        return JsonOutput.prettyPrint(JsonOutput.toJson([
            cpu: model ?: System.getProperty('os.arch'),
            cores: Runtime.runtime.availableProcessors(),
            memory_mb: system.totalMemorySize.intdiv(1024L * 1024L),
            os: "${System.getProperty('os.name')} ${System.getProperty('os.version')} ${System.getProperty('os.arch')}".toString(),
            java: "${System.getProperty('java.vm.name')} ${Runtime.version()}".toString()
        ])) + '\n'
    }

    static String versions(String pipeline, String revision, String nextflow) {
        return "pipeline:\n    crelens: ${pipeline}${revision ? " (${revision})" : ''}\n    nextflow: ${nextflow}\n    java: ${Runtime.version()}\n"
    }
}
