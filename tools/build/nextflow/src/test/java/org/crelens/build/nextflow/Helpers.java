package org.crelens.build.nextflow;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;

/** The Groovy helpers of lib/, compiled, and a way to call them. */
final class Helpers {

  private static Path classes;

  private Helpers() {}

  /** Folder of the compiled helpers. */
  static synchronized Path classes() throws IOException {
    if (classes == null) {
      CompilerConfiguration configuration = new CompilerConfiguration();
      Path folder = Files.createDirectories(Path.of("target", "lib-classes").toAbsolutePath());
      configuration.setTargetDirectory(folder.toFile());
      CompilationUnit unit = new CompilationUnit(configuration);
      try (Stream<Path> helpers = Files.list(Project.ROOT.resolve("lib"))) {
        helpers
            .filter(file -> file.toString().endsWith(".groovy"))
            .sorted()
            .forEach(file -> unit.addSource(file.toFile()));
      }
      unit.compile();
      classes = folder;
    }
    return classes;
  }

  /** Value of a Groovy expression over the helpers, with variables. */
  static Object call(String expression, Map<String, Object> variables) throws IOException {
    GroovyShell shell = new GroovyShell(new Binding(new java.util.HashMap<>(variables)));
    shell.getClassLoader().addClasspath(classes().toString());
    return shell.evaluate(expression);
  }
}
