using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;
using static MLNet.Compression.Training.Tests.Distilling.TwoVocabularies.TwoVocabularies;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>Models that learn another vocabulary begin with what their own pieces say.</summary>
public class VocabularyTransferTests
{
    private static readonly Vocabulary _by = Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "jump", "##in", "##g", "##ing", "##s", "j", "##u", "s"]);

    private static readonly (string Piece, string[] Expected)[] _splits =
    [
        ("jump", ["jump"]),
        ("jumping", ["jump", "##ing"]),
        ("##ings", ["##ing", "##s"]),
        ("ju", ["j", "##u"]),
        ("sing", ["s", "##ing"]),
        ("jumpx", ["[UNK]"]),
        ("##x", ["[UNK]"]),
        ("##jump", ["[UNK]"]),
        ("##", ["[UNK]"]),
        ("\U0001F600", ["[UNK]"]),
    ];

    [Test]
    public void All_Pieces_AreSpeltByTheLongest()
    {
        var pieces = Vocabulary.FromTokens(["[MASK]", "[SEP]", "[CLS]", "[UNK]", "[PAD]", .. _splits.Select(split => split.Piece)]);

        var split = PieceSplit.All(pieces, _by).Select(ids => ids.Select(id => _by[id]).ToArray()).ToArray();

        Assert.That(split[..5].Select(ids => ids.Single()), Is.EqualTo(["[MASK]", "[SEP]", "[CLS]", "[UNK]", "[PAD]"]));
        foreach (var (found, expected) in split[5..].Zip(_splits))
        {
            Assert.That(found, Is.EqualTo(expected.Expected), expected.Piece);
        }
    }

    [Test]
    public void Extend_Model_HasItsRowsAndThenMeansOfThem()
    {
        var model = CreateTeacher();
        Fill(model.Head.Decoder!.Bias.ValueSpan);
        var rows = Tokenizer.Vocabulary.Count + 1;

        var extended = VocabularyTransfer.Extend(model, Tokenizer, rows);

        var (words, own) = (extended.Encoder.Embeddings.Words, model.Encoder.Embeddings.Words);
        Assert.That(words.Rows, Is.EqualTo(own.Rows + rows));
        Assert.That(words.ValueSpan[..(int)own.Count].ToArray(), Is.EqualTo(own.ValueSpan.ToArray()));
        Assert.That(RowOf(words, own.Rows + Tokenizer.Vocabulary.ClassificationId), Is.EqualTo(RowOf(own, TinyModels.Tokenizer.Vocabulary.ClassificationId)), "by meaning");
        Assert.That(RowOf(words, own.Rows + 5), Is.EqualTo(RowOf(own, 5)), "yes");
        Assert.That(RowOf(words, own.Rows + 7), Is.EqualTo(RowOf(own, 1)), "word is nothing that the teacher can spell");
        Assert.That(extended.Head.Decoder!.Bias.ValueSpan[own.Rows + 5], Is.EqualTo(model.Head.Decoder.Bias.ValueSpan[5]));
        Assert.That(extended.Head.Classifier!.Weight.ValueSpan.ToArray(), Is.EqualTo(model.Head.Classifier!.Weight.ValueSpan.ToArray()));
    }

    /// <remarks>A model that knew letters learns a word: the mean of the letters' rows.</remarks>
    [Test]
    public void Replace_WordOfSeveralPieces_IsTheirMean()
    {
        var model = CreateStudent();

        var replaced = VocabularyTransfer.Replace(model, TinyModels.Tokenizer, TinyModels.Tokenizer.Vocabulary.Count);

        var (words, own) = (replaced.Encoder.Embeddings.Words, model.Encoder.Embeddings.Words);
        Assert.That(TinyModels.Tokenizer.Vocabulary.TryGetId("wordc", out var word), Is.True);
        float[] expected = [.. RowOf(own, 7).Zip(RowOf(own, 10), (a, b) => (a + b) / 2)];
        Assert.That(RowOf(words, word), Is.EqualTo(expected).Within(1e-7));
        Assert.That(replaced.Tokenizer, Is.SameAs(TinyModels.Tokenizer));
    }

    [Test]
    public void Extend_TextOfTheOldVocabulary_HasTheSameStates()
    {
        var (model, batch) = (CreateTeacher(), TinyModels.Batch(TinyModels.Data(4)));
        var needs = OutputNeeds.Nothing with { HiddenStates = [1] };

        var extended = VocabularyTransfer.Extend(model, Tokenizer, Tokenizer.Vocabulary.Count);

        Assert.That(States(extended), Is.EqualTo(States(model)));

        float[] States(TextModel each) => each.Forward(Passes.Inference(), batch, DropoutRates.None, needs).HiddenStates[1]!.ValueSpan.ToArray();
    }

    private static float[] RowOf(Training.Autograd.Parameter table, int row) => table.Value.RowSpan(row).ToArray();

    private static void Fill(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i;
        }
    }
}
