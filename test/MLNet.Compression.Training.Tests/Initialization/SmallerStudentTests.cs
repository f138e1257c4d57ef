using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>Each kind of extraction: what the student has is read back from its weights.</summary>
public class SmallerStudentTests
{
    private static readonly BertShape _teacherShape = TinyModels.ShapeOf(layers: 4, hidden: 32, heads: 4, feedForward: 48);
    private static readonly BertShape _studentShape = TinyModels.ShapeOf(layers: 2, hidden: 20, heads: 4, feedForward: 30) with
    {
        Layers = [new LayerShape(2, 5, 30), new LayerShape(3, 8, 17)],
    };

    private static readonly Lazy<TextModel> _teacher = new(() => TinyModels.CreateLively(_teacherShape));

    private static IEnumerable<ExtractInitialization> Variants() =>
        [StudentInitialization.Extract, StudentInitialization.ExtractRandom, StudentInitialization.ExtractImportant(24)];

    [TestCaseSource(nameof(Variants))]
    public void Apply_Variant_TakesTheSameUnitsInEveryModule(ExtractInitialization start)
    {
        new ExtractedStudent(_teacher.Value, Extract(start)).RequireConsistent(1, 3);
        new ExtractedStudent(_teacher.Value, Extract(start with { Map = LayerMap.First })).RequireConsistent(0, 1);
    }

    [TestCaseSource(nameof(Variants))]
    public void Apply_Variant_KeepsTheOrderOfUnitsAndWholeHeads(ExtractInitialization start)
    {
        var student = new ExtractedStudent(_teacher.Value, Extract(start));

        Assert.That(student.Hidden, Is.Ordered);
        Assert.That(student.Neurons(1, 3), Is.Ordered.And.Length.EqualTo(17));
        foreach (var (layer, size, taken) in new[] { (0, 5, 10), (1, 8, 24) })
        {
            var parts = student.QueryKeyValue(layer, (2 * layer) + 1).Chunk(taken).Select((part, i) => part.Select(row => row - (32 * i))).ToArray();
            Assert.That(parts.Select(part => part.Select(feature => feature / 8).Distinct().Count()), Is.All.EqualTo(taken / size));
            Assert.That(parts.Select(part => part.Chunk(size).Select(head => head[0] / 8)), Is.All.EqualTo(parts[0].Chunk(size).Select(head => head[0] / 8)));
        }
    }

    [TestCaseSource(nameof(Variants))]
    public void Apply_AnyNumberOfThreads_GivesTheSameBits(ExtractInitialization start) =>
        Assert.That(TinyModels.Weights(Extract(start, threads: 3)), Is.EqualTo(TinyModels.Weights(Extract(start, threads: 1))));

    [Test]
    public void ExtractRandom_Seeds_ChooseOtherUnits()
    {
        var chosen = Enumerable.Range(1, 200).Select(seed => new ExtractedStudent(_teacher.Value, Extract(StudentInitialization.ExtractRandom, seed))).ToArray();

        int[] counts = [.. Enumerable.Range(0, 32).Select(feature => chosen.Count(student => student.Hidden.Contains(feature)))];
        Assert.That(counts, Is.All.InRange(90, 160), "each with probability 20/32, so 125 times of 200, give or take five deviations of 6.8");
        Assert.That(chosen.Select(student => string.Join(' ', student.Neurons(0, 1))).Distinct().Count(), Is.GreaterThan(190));
        Assert.That(chosen.Count(student => student.Neurons(0, 1).SequenceEqual(student.Hidden)), Is.Zero);
    }

    [Test]
    public void ExtractImportant_Units_AreThoseOfTheHighestScores()
    {
        var scores = new ImportancePass(_teacher.Value, new TrainingEnvironment(1)).Run(TinyModels.Data(40), 24);

        var student = new ExtractedStudent(_teacher.Value, Extract(StudentInitialization.ExtractImportant(24)));

        RequireHighest(scores.Hidden, student.Hidden);
        RequireHighest(scores.Layers[3].Neurons, student.Neurons(1, 3));
        RequireHighest(scores.Layers[1].Heads, [.. student.QueryKeyValue(0, 1)[..10].Select(row => row / 8).Distinct()]);
        foreach (var head in student.QueryKeyValue(0, 1).Chunk(10).SelectMany((part, i) => part.Select(row => row - (32 * i)).Chunk(5).Select(features => (Part: i, Features: features))))
        {
            var first = head.Features[0] / 8 * 8;
            var features = head.Part < 2 ? scores.Layers[1].MatchingFeatures : scores.Layers[1].PassingFeatures;
            RequireHighest(features[first..(first + 8)], [.. head.Features.Select(feature => feature - first)]);
        }
    }

    [Test]
    public void Extract_Units_AreThoseOfTheLargestNorms()
    {
        var student = new ExtractedStudent(_teacher.Value, Extract(StudentInitialization.Extract));

        var (words, layer) = (_teacher.Value.Encoder.Embeddings.Words, _teacher.Value.Encoder.Layers[3]);
        RequireHighest([.. Enumerable.Range(0, 32).Select(column => ColumnNorm(words, column))], student.Hidden);
        RequireHighest(
            [.. Enumerable.Range(0, 48).Select(neuron => Norm(layer.Intermediate.Weight.Value.RowSpan(neuron).ToArray()) * ColumnNorm(layer.Output.Weight, neuron))],
            student.Neurons(1, 3));
    }

    /// <remarks>What the loss does not depend on is left out, however large its weights.</remarks>
    [Test]
    public void ExtractImportant_LargeNeuronsWithoutEffect_AreLeftOut()
    {
        var teacher = TinyModels.CreateLively(seed: 1);
        var layer = teacher.Encoder.Layers[1];
        for (var neuron = 0; neuron < 64; neuron += 2)
        {
            layer.Intermediate.Weight.Value.RowSpan(neuron).Clear();
            layer.Intermediate.Bias.ValueSpan[neuron] = -30 - neuron;
            layer.Intermediate.Weight.Value.RowSpan(neuron)[0] = 1e-3f;
            for (var row = 0; row < 32; row++)
            {
                layer.Output.Weight.Value.RowSpan(row)[neuron] = 1e6f;
            }
        }

        var student = TinyModels.Create(TinyModels.Shape with { Layers = [new(2, 16, 64), new(2, 16, 32)] }, seed: 2);
        StudentInitialization.ExtractImportant().Apply(teacher, student);

        Assert.That(new ExtractedStudent(teacher, student).Neurons(1, 1), Is.EqualTo(Enumerable.Range(0, 32).Select(i => (2 * i) + 1)));
    }

    private static TextModel Extract(StudentInitialization start, int seed = 1, int threads = 2)
    {
        var student = TinyModels.Create(_studentShape, seed: 2);
        start.Apply(_teacher.Value, student, seed, threads);
        return student;
    }

    private static void RequireHighest(double[] scores, int[] chosen)
    {
        var worstTaken = chosen.Min(unit => scores[unit]);
        var bestLeft = scores.Where((_, unit) => !chosen.Contains(unit)).Max();
        Assert.That(worstTaken, Is.GreaterThan(bestLeft));
    }

    private static double ColumnNorm(Training.Autograd.Parameter weight, int column) =>
        Norm([.. Enumerable.Range(0, weight.Rows).Select(row => weight.Value.RowSpan(row)[column])]);

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));
}
