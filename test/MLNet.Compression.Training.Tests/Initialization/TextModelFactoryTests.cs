using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Models;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>What a model takes from a checkpoint, and what it says is new.</summary>
public class TextModelFactoryTests
{
    private static readonly string[] _pooler = ["pooler.dense.weight", "pooler.dense.bias"];
    private static readonly string[] _classifier = ["classifier.weight", "classifier.bias"];
    private static readonly string[] _answers = ["qa_outputs.weight", "qa_outputs.bias"];
    private static readonly string[] _languageModel =
    [
        "cls.predictions.transform.dense.weight", "cls.predictions.transform.dense.bias",
        "cls.predictions.transform.LayerNorm.weight", "cls.predictions.transform.LayerNorm.bias", "cls.predictions.bias",
    ];

    private static IEnumerable<TestCaseData> Heads()
    {
        yield return new TestCaseData("bert-sequence", HeadKind.Sequence, new[] { "a", "b" }, _classifier);
        yield return new TestCaseData("bert-sequence", HeadKind.Regression, Array.Empty<string>(), _classifier);
        yield return new TestCaseData("bert-sequence", HeadKind.MaskedLm, Array.Empty<string>(), _languageModel);
        yield return new TestCaseData("bert-token", HeadKind.Sequence, new[] { "a", "b" }, new[] { _pooler, _classifier }.SelectMany(names => names).ToArray());
        yield return new TestCaseData("bert-masked-lm", HeadKind.QuestionAnswering, Array.Empty<string>(), _answers);
        yield return new TestCaseData("bert-bare", HeadKind.Token, new[] { "a", "b" }, _classifier);
        yield return new TestCaseData("albert", HeadKind.QuestionAnswering, Array.Empty<string>(), _answers);
    }

    [TestCaseSource(nameof(Heads))]
    public void Create_OtherHead_NamesEveryNewTensor(string checkpoint, HeadKind head, string[] labels, string[] expected)
    {
        var model = Create(checkpoint, head, labels);

        Assert.That(model.HeadKind, Is.EqualTo(head));
        Assert.That(model.NewTensors, Is.EqualTo(expected));
    }

    [TestCase("bert-sequence")]
    [TestCase("bert-regression")]
    [TestCase("bert-token")]
    [TestCase("bert-qa")]
    [TestCase("bert-masked-lm")]
    [TestCase("albert")]
    [TestCase("distilbert")]
    public void Create_SameHead_TakesEveryTensor(string name)
    {
        var golden = GoldenModel.Load(name);

        Assert.That(golden.Model.NewTensors, Is.Empty);
        var tensors = Checkpoint.Load(GoldenFiles.Path("models", name)).Tensors;
        var pooler = golden.Model.Head.Pooler is null ? "pooler." : "none";
        Assert.That(
            golden.Read(parameter => parameter.ValueSpan.ToArray()),
            Is.EqualTo(tensors.Where(tensor => !tensor.Key.StartsWith(pooler, StringComparison.Ordinal)).ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Values)));
    }

    [Test]
    public void Create_OtherHead_KeepsTheEncoder()
    {
        var (model, checkpoint) = (Create("bert-token", HeadKind.QuestionAnswering, []), Checkpoint.Load(GoldenFiles.Path("models", "bert-token")));

        Assert.That(
            model.Encoder.Embeddings.Words.ValueSpan.ToArray(), Is.EqualTo(checkpoint.Tensors["embeddings.word_embeddings.weight"].Values));
        Assert.That(model.Head.Classifier!.Weight.ValueSpan.ToArray(), Has.Some.Not.Zero);
    }

    /// <remarks>The new head is LN(gelu(state / 10)) · wordsᵀ: no bias, a neutral norm, the encoder's own words.</remarks>
    [Test]
    public void Create_CheckpointWithoutLanguageModel_DecodesStatesWithItsOwnWords()
    {
        var model = Create("bert-token", HeadKind.MaskedLm, []);
        var (tape, batch) = (Passes.Training(), new TokenBatch());
        batch.AddSequence([2, 20, 4, 21, 3], new int[5]);
        var last = model.Shape.Layers.Length - 1;

        var outputs = model.Forward(tape, batch, DropoutRates.None, OutputNeeds.OnlyLogits with { HiddenStates = [last] });
        var logits = outputs.Logits!.Value.RowSpan(2).ToArray();
        var expected = Decode(outputs.HiddenStates[last]!.Value.RowSpan(2), model);
        outputs.Logits.AddableGradient(tape.Buffers).RowSpan(2)[7] = 1;
        tape.Backward();

        Assert.That(logits, Is.EqualTo(expected).Within(1e-4 * expected.Max(Math.Abs)));
        Assert.That(model.Encoder.Embeddings.Words.Gradient.RowSpan(7).ToArray(), Has.Some.Not.Zero, "the decoder's weights are the words'");
        tape.Clear();
    }

    private static double[] Decode(ReadOnlySpan<float> state, TextModel model)
    {
        var activated = state.ToArray().Select(x => 0.1 * x).Select(x => x * (1 + GaussianError(x / Math.Sqrt(2))) / 2).ToArray();
        var (mean, words) = (activated.Average(), model.Encoder.Embeddings.Words);
        var deviation = Math.Sqrt(activated.Average(x => (x - mean) * (x - mean)) + model.Shape.LayerNormEpsilon);
        return
        [
            .. Enumerable.Range(0, words.Rows)
                .Select(piece => words.Value.RowSpan(piece).ToArray().Zip(activated, (word, x) => word * (x - mean) / deviation).Sum()),
        ];
    }

    /// <summary>erf by its series, which is exact for the small states of these models.</summary>
    private static double GaussianError(double x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    [Test]
    public void CreateRandom_Any_CallsNothingNew() => Assert.That(TinyModels.Create().NewTensors, Is.Empty);

    [TestCase(HeadKind.Token, 1, "two classes")]
    [TestCase(HeadKind.QuestionAnswering, 2, "no classes")]
    [TestCase(HeadKind.MaskedLm, 2, "no classes")]
    public void CreateRandom_WrongNumberOfClasses_Throws(HeadKind head, int labels, string message) =>
        Assert.That(
            () => TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, [.. Enumerable.Range(0, labels).Select(i => $"{i}")], 12, 1, head),
            Throws.ArgumentException.With.Message.Contains(message));

    private static TextModel Create(string name, HeadKind head, string[] labels)
    {
        var folder = GoldenFiles.Path("models", name);
        var tokenizer = new BertTokenizer(Vocabulary.Load(Path.Combine(folder, "vocab.txt")));
        return TextModelFactory.Create(Checkpoint.Load(folder), tokenizer, labels, 18, seed: 1, head);
    }
}
