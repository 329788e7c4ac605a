package io.foundry9.filebackend.it;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The bundles as shipped, in a running Felix, seen from a bundle beside them. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FelixIT {
    @Inject private BundleContext context;

    @Configuration
    public Option[] platform() throws IOException {
        return new Option[] {ShippedBundles.underTest(Files.createTempDirectory("watched"))};
    }

    @Test
    public void everyBundleOfOursIsActive() {
        assertEquals(List.of(), Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("io.foundry9."))
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .toList());
    }
}
