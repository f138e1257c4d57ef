using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

public class WordRowTests
{
    private static readonly Vocabulary _vocabulary = Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "new", "york", "##er", "s", "in"]);

    [Test]
    public void Add_Words_LabelsTheFirstPieceOfEach()
    {
        var data = Dataset(maxTokens: 12);

        Add(data, "in new yorker s", 3, 1, 2, TokenTargets.None);

        Assert.That(data.TokenLabelsOf(0).ToArray(), Is.EqualTo([TokenTargets.None, 3, 1, 2, TokenTargets.None, TokenTargets.None, TokenTargets.None]));
        Assert.That(data.LengthOf(0), Is.EqualTo(7));
        Assert.That(data.KnownTokenLabels.ToArray(), Is.EqualTo([3, 1, 2]));
    }

    [Test]
    public void Add_MoreTokensThanARowHas_CutsTheirLabels()
    {
        var data = Dataset(maxTokens: 5);

        Add(data, "in new yorker s", 3, 1, 2, 0);

        Assert.That(data.TokenLabelsOf(0).ToArray(), Is.EqualTo([TokenTargets.None, 3, 1, 2, TokenTargets.None]));
        Assert.That((data.CutRows, data.CutTokens), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Add_CutAtTheLeft_KeepsTheLabelsOfTheRest()
    {
        var data = Dataset(maxTokens: 5, new TokenizerOptions { TruncateLeft = true });

        Add(data, "in new yorker s", 3, 1, 2, 0);

        Assert.That(data.TokenLabelsOf(0).ToArray(), Is.EqualTo([TokenTargets.None, 2, TokenTargets.None, 0, TokenTargets.None]));
    }

    [Test]
    public void Add_FewerLabelsThanWords_Throws() =>
        Assert.That(() => Add(Dataset(maxTokens: 5), "in new", 1), Throws.ArgumentException.With.Message.Contains("1 labels for 2 words"));

    private static TextDataset Dataset(int maxTokens, TokenizerOptions? options = null) => new(new BertTokenizer(_vocabulary, options), maxTokens);

    private static void Add(TextDataset data, string text, params int[] labels) => data.Add(text.AsMemory(), new WordLabels(WordSpan.Split(text), labels));
}
