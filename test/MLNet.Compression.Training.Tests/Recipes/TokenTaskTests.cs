using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Recipes;

/// <summary>Tasks that look at each token: every head learns, alone and from a teacher, and survives pruning and rounding.</summary>
/// <remarks>A row is [CLS], six of eight pieces, [SEP]. Labels: whether a piece is even. Answer: where piece 6 stands. Masked: the piece occurs three times more.</remarks>
public class TokenTaskTests
{
    private const int Length = 8;
    private const int FirstPiece = 5;
    private const int Pieces = 8;
    private static readonly int[] _types = new int[Length];

    [TestCase(HeadKind.Token, 0.02)]
    [TestCase(HeadKind.QuestionAnswering, 0.02)]
    [TestCase(HeadKind.MaskedLm, 0.1)]
    public void Run_FineTuning_LearnsTheTask(HeadKind head, double error)
    {
        var model = Train(head);

        TestContext.Out.WriteLine($"{head}: {Errors(model):0.000} of the predictions are wrong");
        Assert.That(Errors(model), Is.LessThanOrEqualTo(error));
    }

    [TestCase(HeadKind.Token)]
    [TestCase(HeadKind.QuestionAnswering)]
    [TestCase(HeadKind.MaskedLm)]
    public void Run_DistillationPruningAndRounding_KeepTheTask(HeadKind head)
    {
        var (teacher, student, environment) = (Train(head), Create(head, seed: 7), new TrainingEnvironment(1, 2));

        Distillation.Run(teacher, student, Data(head, 256), new DistillationOptions { Epochs = 8, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0 }, environment);
        PruningRun.Run(student, teacher, Data(head, 256), new PruningOptions { Epochs = 2, BatchSize = 16, Sparsity = 0.25, Dropout = 0, AttentionDropout = 0 }, environment);
        using (var run = new QuantizationRun(student, QuantizationPlan.Int8))
        {
            run.Train(null, Data(head, 256), new QuantizationOptions { Epochs = 1, BatchSize = 16 }, environment);
        }

        var rounded = CompressedModelDecoder.Decode(CompressedModelEncoder.Encode(student, ValueFormat.Int8));

        TestContext.Out.WriteLine($"{head}: {Errors(rounded):0.000} of the predictions are wrong");
        Assert.That(Errors(rounded), Is.LessThan(0.2));
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    [Test]
    public void Run_LabelBeyondTheClasses_Throws()
    {
        var data = new TextDataset(TinyModels.Tokenizer, 12);
        data.Add([2, 5, 3], [0, 0, 0], [TokenTargets.None, 2, TokenTargets.None]);

        Assert.That(
            () => FineTuning.Run(Create(HeadKind.Token), data, new FineTuningOptions(), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("Row 0").And.Message.Contains("label 2"));
    }

    [Test]
    public void Run_AnswersForTokenLabels_SaysWhatIsNeeded() =>
        Assert.That(
            () => FineTuning.Run(Create(HeadKind.Token), Data(HeadKind.QuestionAnswering, 4), new FineTuningOptions(), new TrainingEnvironment(1)),
            Throws.InvalidOperationException.With.Message.Contains("Labels of tokens are needed").And.Message.Contains("answers"));

    private static TextModel Train(HeadKind head)
    {
        var model = Create(head);
        var options = new FineTuningOptions { Epochs = 12, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };
        FineTuning.Run(model, Data(head, 256), options, new TrainingEnvironment(1, 2));
        return model;
    }

    private static TextModel Create(HeadKind head, int seed = 1) =>
        TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, head == HeadKind.Token ? ["odd", "even"] : [], TinyModels.MaxTokens, seed, head);

    private static TextDataset Data(HeadKind head, int rows, int seed = 1)
    {
        var random = new Random(seed);
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        for (var row = 0; row < rows; row++)
        {
            int[] pieces = [2, .. Enumerable.Range(FirstPiece, Pieces).OrderBy(_ => random.Next()).Take(Length - 2), 3];
            AddRow(data, head, pieces);
        }

        return data;
    }

    private static void AddRow(TextDataset data, HeadKind head, int[] pieces)
    {
        var labels = Enumerable.Repeat(TokenTargets.None, Length).ToArray();
        switch (head)
        {
            case HeadKind.Token:
                data.Add(pieces, _types, [.. pieces.Select((piece, i) => i is 0 or Length - 1 ? TokenTargets.None : piece % 2)]);
                break;
            case HeadKind.QuestionAnswering:
                var place = Math.Max(0, Array.IndexOf(pieces, FirstPiece + 1));
                data.Add(pieces, _types, new AnswerSpan(place, Math.Max(place, Length - 1)));
                break;
            default:
                pieces.AsSpan(1, 3).Fill(pieces[4]);
                labels[4] = pieces[4];
                pieces[4] = TinyModels.Tokenizer.Vocabulary.MaskId!.Value;
                data.Add(pieces, _types, labels);
                break;
        }
    }

    /// <summary>The share of wrong predictions on rows that training did not see.</summary>
    private static double Errors(TextModel model)
    {
        var data = Data(model.HeadKind, 64, seed: 2);
        var logits = model.Forward(Passes.Inference(), TinyModels.Batch(data), DropoutRates.None, OutputNeeds.OnlyLogits).Logits!;
        var wrong = new List<bool>();
        for (var row = 0; row < data.Count; row++)
        {
            var start = row * Length;
            if (model.HeadKind == HeadKind.QuestionAnswering)
            {
                var scores = Enumerable.Range(start, Length).Select(token => logits.Value.RowSpan(token)[0]).ToList();
                wrong.Add(scores.IndexOf(scores.Max()) != data.Answers[row].Start);
                continue;
            }

            foreach (var (place, label) in data.TokenLabelsOf(row).ToArray().Index().Where(entry => entry.Item != TokenTargets.None))
            {
                var scores = logits.Value.RowSpan(start + place).ToArray();
                wrong.Add(Array.IndexOf(scores, scores.Max()) != label);
            }
        }

        return wrong.Average(value => value ? 1.0 : 0);
    }
}
