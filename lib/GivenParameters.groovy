import groovy.yaml.YamlSlurper
import java.nio.file.Files
import java.nio.file.Path

/** Names of the parameters that a person gave to this run: on the command line, or in a file with -params-file. All others are from configuration. */
class GivenParameters {

    /**
     * @param commandLine of Nextflow
     * @return names as {@link Schema#simplify} has them; null when the parameter file cannot be read again, so that nothing is known
     */
    static Set<String> of(String commandLine, Path launchDir) {
        final Set<String> names = [] as Set
        (commandLine =~ /(?:^|\s)--([A-Za-z0-9_][A-Za-z0-9_.-]*)/).each { match -> names << Schema.simplify(match[1].toString().tokenize('.')[0]) }
        final file = System.getenv('NXF_PARAMS_FILE') ?: fileOf(commandLine)
        if (file == null) return names
        try {
            // JSON is YAML, too.
            final values = new YamlSlurper().parseText(Files.readString(launchDir.resolve(file)))
            if (values instanceof Map) values.keySet().each { name -> names << Schema.simplify(name.toString()) }
            return names
        }
        catch (IOException | RuntimeException e) {
            return null
        }
    }

    private static String fileOf(String commandLine) {
        final found = commandLine =~ /(?:^|\s)-params-file(?:\s+|=)('[^']*'|"[^"]*"|\S+)/
        return found.find() ? found.group(1).replaceAll(/^['"]|['"]$/, '') : null
    }
}
