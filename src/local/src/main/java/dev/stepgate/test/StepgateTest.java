// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Runs a template for a test class: started once on any free ports, on virtual time, and reset before each
/// test. Tests and constructors take it as a parameter of type [Stepgate].
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StepgateExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface StepgateTest {

    /// The template's path, relative to the folder in which the tests run; the files it names are beside it.
    String template() default "template.yaml";

    /// Values of the template's parameters: `Name=value`.
    String[] parameters() default {};

    /// Environment variables that replace the template's: `LogicalId.NAME=value`.
    String[] environment() default {};

    /// Refuses a template with anything that cannot be run here. Otherwise the rest runs, and calls of the
    /// missing parts fail unless a mock answers.
    boolean strict() default false;

    /// Loads the classes of functions anew for each test. Otherwise their static fields keep their values from
    /// one test to the next, as in an idle Lambda function.
    boolean freshFunctions() default false;

    /// Runs functions in Java in JVMs of their own, under AWS's runtime interface client, and not in the JVM
    /// of the test. Their clock and random numbers are real then, as those of functions in other languages.
    boolean isolate() default false;

    /// A folder for data that survives [Stepgate#restart], relative to the folder in which the tests run;
    /// every test begins with an empty one. Without it everything is in memory.
    String data() default "";

    /// The seed of random numbers: jitter, ids, task tokens.
    long seed() default 0;
}
