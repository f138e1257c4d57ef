using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Training.Tests.Recipes;

/// <summary>A model of two labels: does a text say "yes", and does it say "no"?</summary>
public class MultiLabelTests
{
    [Test]
    public void Run_FineTuning_FindsTheLabels()
    {
        var (model, validation) = (Create(), new ValidationData(Data(64, seed: 2)));
        var before = new Validation(validation, model, new TrainingEnvironment(1)).Evaluate();

        FineTuning.Run(model, Data(128), new FineTuningOptions { Epochs = 8, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0 }, new TrainingEnvironment(1, 2));

        var after = new Validation(validation, model, new TrainingEnvironment(1)).Evaluate();
        Assert.That(after.Score, Is.GreaterThan(0.9));
        Assert.That(after.Loss, Is.LessThan(0.5 * before.Loss));
        var measured = new MultiLabelMeasurement(validation.Rows, 0.5f).Measure(CompressedModelEncoder.Encode(model, ValueFormat.Float32), teacher: null);
        Assert.That(measured.Quality.MultiLabel!.MicroF1, Is.EqualTo(after.Score).Within(1e-12));
    }

    [Test]
    public void Encode_MultiLabel_ScoresAsTheTrainableModelAndComesBack()
    {
        var (model, data) = (Create(), Data(20, seed: 3));
        using var stream = new MemoryStream();
        CompressedModelEncoder.Encode(model, ValueFormat.Float32).Save(stream);
        stream.Position = 0;

        var loaded = CompressedModel.Load(stream);

        var probabilities = TinyModels.Logits(model, data).Select(z => 1 / (1 + Math.Exp(-(double)z))).ToArray();
        Assert.That(loaded.Head, Is.EqualTo(HeadKind.MultiLabel));
        Assert.That(Predictions.OfLabels(loaded, data), Is.EqualTo(probabilities).Within(1e-5));
        Assert.That(() => Predictions.Of(loaded, data), Throws.ArgumentException.With.Message.Contains("Sequence"));
        Assert.That(TinyModels.Logits(CompressedModelDecoder.Decode(loaded), data), Is.EqualTo(TinyModels.Logits(model, data)));
    }

    [Test]
    public void Run_ClassesForSeveralLabels_SaysWhatIsNeeded() => Assert.That(
        () => FineTuning.Run(Create(), TinyModels.Data(4), new FineTuningOptions(), new TrainingEnvironment(1)),
        Throws.InvalidOperationException.With.Message.Contains("Sets of labels are needed").And.Message.Contains("classes"));

    [Test]
    public void Run_LabelThatTheModelHasNot_NamesTheRow()
    {
        var data = Data(3);
        data.Add("yes".AsMemory(), null, new LabelSet([0, 2]));

        Assert.That(
            () => FineTuning.Run(Create(), data, new FineTuningOptions(), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("Row 3 has the label 2").And.Message.Contains("2 labels"));
    }

    private static TextModel Create() =>
        TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, ["says yes", "says no"], TinyModels.MaxTokens, seed: 1, HeadKind.MultiLabel);

    private static TextDataset Data(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        for (var row = 0; row < rows; row++)
        {
            var (yes, no) = (random.Next(2) == 0, random.Next(2) == 0);
            string[] words = [.. yes ? ["yes"] : Array.Empty<string>(), .. no ? ["no"] : Array.Empty<string>(), "worda", "wordb"];
            random.Shuffle(words);
            data.Add(string.Join(' ', words).AsMemory(), null, new LabelSet([.. yes ? [0] : Array.Empty<int>(), .. no ? [1] : Array.Empty<int>()]));
        }

        return data;
    }
}
