using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Tasks;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Tasks;

/// <summary>What stands in for missing targets: the model's own predictions.</summary>
public class CompleteTests
{
    [Test]
    public void Complete_Classes_FillsTheMissingOnesWithThePredictedClass()
    {
        var (task, outputs) = Run(HeadKind.Sequence, ["a", "b", "c"]);
        var predicted = Rows(outputs).Select(row => Array.IndexOf(row, row.Max())).ToArray();

        Assert.That(task.Complete(new NoTargets(), outputs).Classes.ToArray(), Is.EqualTo(predicted));
        Assert.That(
            task.Complete(new ClassTargets([2, -1, 0, -1]), outputs).Classes.ToArray(), Is.EqualTo([2, predicted[1], 0, predicted[3]]));
        Assert.That(() => task.Complete(new ValueTargets([1, 2, 3, 4]), outputs), Throws.InvalidOperationException);
    }

    [Test]
    public void Complete_SetsOfLabels_AreThoseMoreProbableThanNot()
    {
        var (task, outputs) = Run(HeadKind.MultiLabel, ["a", "b", "c"]);
        var predicted = Rows(outputs).Select(row => row.Index().Where(label => label.Item > 0).Select(label => label.Index).ToArray()).ToArray();

        Assert.That(predicted.Select(set => set.Length).Distinct().Count(), Is.GreaterThan(1));
        Assert.That(task.Complete(new NoTargets(), outputs).LabelSets.ToArray().Select(set => set.Labels), Is.EqualTo(predicted));
        Assert.That(task.Complete(new LabelSetTargets([new([2]), new([]), new([0, 1]), new([])]), outputs).LabelSets[2].Labels, Is.EqualTo([0, 1]));
        Assert.That(() => task.Complete(new ClassTargets([1, 2, 0, 0]), outputs), Throws.InvalidOperationException);
    }

    [Test]
    public void Complete_Values_FillsTheMissingOnesWithOneLessThanTheOutput()
    {
        var (task, outputs) = Run(HeadKind.Regression, []);
        var values = outputs.Logits!.ValueSpan.ToArray();

        Assert.That(task.Complete(new NoTargets(), outputs).Values.ToArray(), Is.EqualTo(values.Select(value => value - 1)));
        Assert.That(task.Complete(new ValueTargets([5, float.NaN, 7, 8]), outputs).Values.ToArray(), Is.EqualTo([5, values[1] - 1, 7, 8]));
    }

    [Test]
    public void Complete_Tokens_HaveThePredictedLabelUnlessTheRowIsLabelled()
    {
        var (task, outputs) = Run(HeadKind.Token, ["a", "b", "c"]);
        var tokens = outputs.Logits!.Rows;

        Assert.That(task.Complete(new NoTargets(), outputs).TokenLabels.ToArray(), Is.EqualTo(Rows(outputs).Select(row => Array.IndexOf(row, row.Max()))));
        int[] labels = [.. Enumerable.Repeat(TokenTargets.None, tokens)];
        Assert.That(task.Complete(new TokenTargets(labels), outputs).TokenLabels.ToArray(), Is.EqualTo(labels));
    }

    [Test]
    public void Complete_Answers_AreTheBestStartAndTheBestEndBehindIt()
    {
        var (task, outputs) = Run(HeadKind.QuestionAnswering, []);
        var layout = outputs.Layouts[^1];

        var answers = task.Complete(new NoTargets(), outputs).Answers.ToArray();

        for (var sequence = 0; sequence < 4; sequence++)
        {
            var rows = Rows(outputs)[layout.StartOf(sequence)..(layout.StartOf(sequence) + layout.LengthOf(sequence))];
            Assert.That(rows[answers[sequence].Start][0], Is.EqualTo(rows.Max(row => row[0])));
            Assert.That(rows[answers[sequence].End][1], Is.EqualTo(rows[answers[sequence].Start..].Max(row => row[1])));
        }

        Assert.That(task.Complete(new AnswerTargets([new(0, 1), new(1, 1), new(0, 0), new(1, 2)]), outputs).Answers[3], Is.EqualTo(new AnswerSpan(1, 2)));
    }

    private static (TextTask Task, ModelOutputs Outputs) Run(HeadKind head, string[] labels)
    {
        var model = TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, labels, TinyModels.MaxTokens, seed: 1, head);
        RandomInitializer.Initialize(model, seed: 3);
        var outputs = model.Forward(Passes.Inference(), TinyModels.Batch(TinyModels.Data(4)), DropoutRates.None, OutputNeeds.OnlyLogits);
        return (TextTasks.Of(model), outputs);
    }

    private static float[][] Rows(ModelOutputs outputs) => [.. outputs.Logits!.ValueSpan.ToArray().Chunk(outputs.Logits.Columns)];
}
