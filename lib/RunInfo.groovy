import groovy.json.JsonOutput
import java.nio.file.Files
import java.nio.file.Path

/** What a run writes about itself to pipeline_info: parameters, machine, versions. Nothing of it enters a result. */
class RunInfo {

    /** Parameters that say what to read and where to, or what this run leaves out; the report itself knows those of the place. */
    private static final List<String> NOT_OF_A_RESULT = ['regions', 'peaks', 'cell_lines', 'presets', 'help', 'version']

    static void write(Path folder, String name, String text) {
        Files.createDirectories(folder)
        folder.resolve(name).setText(text, 'UTF-8')
    }

    static String parameters(Map<String, Object> params, List<Map> entries) {
        final lines = entries.collectEntries { [it.cell_line, it.settings.findAll { name, value -> value != null }] }
        return JsonOutput.prettyPrint(JsonOutput.toJson([
            parameters: plain(params.findAll { name, value -> value != null && !(name in ['presets', 'help', 'version']) }.sort()),
            cell_lines: lines
        ])) + '\n'
    }

    /**
     * What a result follows from, in one line of JSON, for the report: the same wherever a run takes place and whatever files are called. Which files
     * were read is told by their digests.
     */
    static String settings(Map<String, Object> params, List<Map> entries, Map<String, Map> properties) {
        final of_place = properties.findAll { name, property -> property.format?.endsWith('path') }.keySet() + NOT_OF_A_RESULT
        final parts = { Map values -> values.findAll { name, value -> value != null && !(name in of_place) }.sort() }
        return JsonOutput.toJson([
            parameters: plain(parts(params.subMap(properties.keySet()))),
            cell_lines: entries.collectEntries { entry -> [entry.cell_line, plain(parts(entry.settings))] }
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
