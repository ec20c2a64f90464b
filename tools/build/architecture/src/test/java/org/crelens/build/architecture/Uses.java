package org.crelens.build.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiPredicate;

/** A condition on both ends of a dependency. */
final class Uses extends ArchCondition<JavaClass> {
  private final BiPredicate<JavaClass, JavaClass> forbidden;

  private Uses(String description, BiPredicate<JavaClass, JavaClass> forbidden) {
    super(description);
    this.forbidden = forbidden;
  }

  /** Is met by a class that depends on another one such that {@code forbidden} holds. */
  static Uses of(String description, BiPredicate<JavaClass, JavaClass> forbidden) {
    return new Uses(description, forbidden);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf())
      events.add(
          new SimpleConditionEvent(
              type,
              forbidden.test(dependency.getOriginClass(), dependency.getTargetClass()),
              dependency.getDescription()));
  }
}
