using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Recipes;

/// <summary>Data that does not fit the model is refused before anything is read out of bounds.</summary>
public class FineTuningTests
{
    [Test]
    public void Run_NoRows_Throws() =>
        AssertRefused(TinyModels.Create(), new TextDataset(TinyModels.Tokenizer, 12), "no rows");

    [Test]
    public void Run_LabelBeyondTheClasses_ThrowsNamingRowAndClasses()
    {
        var data = TinyModels.Data(4);
        data.Add("yes".AsMemory(), null, 2);

        AssertRefused(TinyModels.Create(), data, "Row 4", "2", "2 classes");
    }

    [Test]
    public void Run_RowLongerThanTheModelReads_Throws()
    {
        var data = new TextDataset(TinyModels.Tokenizer, 30);
        data.Add(string.Join(' ', Enumerable.Repeat("yes", 28)).AsMemory(), null, 0);

        AssertRefused(TinyModels.Create(), data, "Row 0", "30 tokens", "16");
    }

    [Test]
    public void Run_TokensOfAnotherVocabulary_Throws()
    {
        var model = TextModelFactory.CreateRandom(
            BertShape.Uniform(8, 1, 32, 2, 64) with { MaxPositions = 16 },
            new BertTokenizer(Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "yes"])),
            ["a", "b"],
            12,
            seed: 1);

        AssertRefused(model, TinyModels.Data(4), "token", "8");
    }

    [Test]
    public void Run_PairsForAModelOfOneTokenType_Throws()
    {
        var data = new TextDataset(TinyModels.Tokenizer, 12);
        data.Add("yes".AsMemory(), "no".AsMemory(), 0);

        AssertRefused(TinyModels.Create(TinyModels.Shape with { TokenTypes = 1 }), data, "Row 0", "token type 1");
    }

    [Test]
    public void Run_PairsForAModelWithoutTokenTypes_Works()
    {
        var data = new TextDataset(TinyModels.Tokenizer, 12);
        data.Add("yes".AsMemory(), "no".AsMemory(), 0);

        Assert.That(
            () => FineTuning.Run(TinyModels.Create(TinyModels.Shape with { TokenTypes = 0 }), data, new FineTuningOptions { Epochs = 1 }, new TrainingEnvironment(1)),
            Throws.Nothing);
    }

    private static void AssertRefused(TextModel model, TextDataset data, params string[] parts)
    {
        var exception = Assert.Throws<ArgumentException>(() => FineTuning.Run(model, data, new FineTuningOptions { Epochs = 1 }, new TrainingEnvironment(1)));

        foreach (var part in parts)
        {
            Assert.That(exception.Message, Does.Contain(part));
        }
    }
}
