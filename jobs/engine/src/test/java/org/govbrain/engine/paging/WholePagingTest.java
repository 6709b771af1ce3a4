package org.govbrain.engine.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The whole paging job as it is drawn for a cluster, with up to four tasks and eleven partitions that are not equally far, killed up to three
 * times and set up again with more or fewer tasks, over a few hours of alerts, receipts, answers and changes of who is on duty.
 */
class WholePagingTest {
    /** But for what was over, or said otherwise, before the clock struck: whether that is seen is chance. */
    @Property(tries = 4, shrinking = ShrinkingMode.OFF, seed = "20261127")
    void ifTheClockStrikesWhenAllIsSavedEveryMessageGoesOutWhenItWould(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        PagingStory story = new PagingStory(random);
        PagingContract undisturbed = check(story, seed, 0, true, random);
        PagingContract disturbed = check(story, seed, random.nextInt(4), true, random);
        assertThat(disturbed.lines(story.passing()))
                .as("seed %s", seed)
                .isEqualTo(undisturbed.lines(story.passing()))
                .isNotEmpty();
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF, seed = "20261127")
    void whateverItGoesOnFromNobodyIsPagedTwiceOrLeftOut(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        PagingStory story = new PagingStory(random);
        PagingContract undisturbed = check(story, seed, 0, true, random);
        PagingContract disturbed = check(story, seed, 1 + random.nextInt(3), false, random);
        assertThat(disturbed.askedOfWhatIsOpen()).as("seed %s", seed).containsAll(undisturbed.askedOfWhatIsOpen());
    }

    /** Of an alert that ended and came back the killed run said a page that the next one never began. */
    @Example
    void aPageThatOnlyAKilledRunBeganIsNotLeftOpen() throws Exception {
        whateverItGoesOnFromNobodyIsPagedTwiceOrLeftOut(-9_223_372_036_854_775_807L);
    }

    private static PagingContract check(PagingStory story, long seed, int kills, boolean saved, Random random)
            throws Exception {
        WholePaging.Outcome outcome = WholePaging.run(story, kills, saved, new Random(random.nextLong()));
        PagingContract contract = new PagingContract(story, outcome);
        assertThat(contract.toldTwice()).as("each level once, seed %s", seed).isEmpty();
        assertThat(contract.notToldOfTheEnd())
                .as("who was told hears of the end, seed %s", seed)
                .isEmpty();
        assertThat(contract.staysOpen())
                .as("documents of what is over, seed %s", seed)
                .isEmpty();
        assertThat(contract.askedInSpiteOfAnAnswer())
                .as("answers stop chains, seed %s", seed)
                .isEmpty();
        return contract;
    }
}
