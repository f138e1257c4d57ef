namespace MLNet.Compression.Training.Augmentation;

/// <summary>Words of English that carry a sentence's structure, and whose replacement would turn its meaning: articles, pronouns, prepositions, auxiliaries, negations; single letters; and what an apostrophe splits off, as "don" and "t".</summary>
internal static class EnglishStopWords
{
    private const string Words =
        """
        a about above across after again against ain all almost along already also although always am among an and another any anybody
        anyone anything are aren around as at away b back be became because become becomes been before behind being below beneath beside
        besides between beyond both but by c can cannot could couldn d did didn do does doesn doing don done down during e each either else
        enough even ever every everybody everyone everything everywhere except f few for from further g h had hadn has hasn have haven
        having he hence her here hers herself him himself his how however i if in indeed inside instead into is isn it its itself j just k l
        least less lest ll m ma may maybe me might mightn mine more moreover most much must mustn my myself n near needn neither never
        nevertheless next no nobody none nor not nothing now nowhere o of off often on once one ones only onto or other others otherwise
        ought our ours ourselves out outside over own p per perhaps q quite r rather re s same several shall shan she should shouldn since
        so some somebody somehow someone something sometimes somewhere soon still such t than that the their theirs them themselves then
        there therefore these they this those though through throughout thus to together too toward towards u under unless until unto up
        upon us v ve very via w was wasn we were weren what whatever when whence whenever where whereas wherever whether which whichever
        while whither who whoever whole whom whose why will with within without won would wouldn x y yet you your yours yourself yourselves
        z
        """;

    public static IReadOnlyCollection<string> All { get; } = Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
