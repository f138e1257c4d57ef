using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Loop;
using MLNet.Compression.Training.Tests.Models;

namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>
/// Two steps of a recipe of one stage on a tiny model, beside an equation of what it minimises in double precision: its gradient by central
/// differences, and AdamW's updates by hand.
/// </summary>
internal sealed class TwoSteps
{
    private const int Rows = 6;
    private const double LearningRate = 0.01;
    private const double WeightDecay = 0.1;
    private const double Difference = 1e-4;
    private const double Fading = 0.95;

    /// <summary>Weights looked at of each tensor, where it has so many.</summary>
    private const int Sample = 8;

    /// <summary>The smallest gradient that is looked at, relative to the largest: AdamW divides by its size, which leaves rounding alone of smaller ones.</summary>
    private const double LeastGradient = 1e-3;

    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: RecipeEquations.Width, heads: RecipeEquations.Heads, feedForward: 16);
    private static readonly TextModel _teacher = CreateTeacher();
    private static readonly TextDataset _data = TinyModels.Data(Rows);
    private static readonly (DoubleOutputs Outputs, double[] Logits)[] _taught = RunAll(_teacher.Shape, WeightsOf(_teacher));
    private readonly Func<RecipeRow[], double> _equation;
    private readonly DistillationRecipe _recipe;

    /// <param name="recipe">The recipe.</param>
    /// <param name="equation">What it should minimise.</param>
    public TwoSteps(DistillationRecipe recipe, Func<RecipeRow[], double> equation)
    {
        _equation = equation;
        _recipe = recipe with { Stages = [recipe.Stages.Single() with { RateFactor = 1 }] };
        var ((start, _), (first, firstLoss), (second, secondLoss)) = (Train(steps: 1, learningRate: 0), Train(1, LearningRate), Train(2, LearningRate));
        var losses = new[] { LossOf(start), LossOf(first) };
        LossDeviation = Math.Max(Relative(firstLoss, losses[0]), Relative(secondLoss, ((Fading * losses[0]) + losses[1]) / (1 + Fading)));
        WeightDeviation = Compare(start, first, second);
    }

    /// <summary>How far the losses of the steps are from the equation's, relative to these.</summary>
    public double LossDeviation { get; }

    /// <summary>How far the weights after one and two steps are from those by hand, in learning rates.</summary>
    public double WeightDeviation { get; }

    /// <summary>How many weights were looked at.</summary>
    public int Compared { get; private set; }

    private double Compare(TextModel start, TextModel first, TextModel second)
    {
        var (before, after) = (GradientOf(start), GradientOf(first));
        var least = LeastGradient * before.Values.Max(Math.Abs);
        var worst = 0.0;
        foreach (var ((tensor, index), g) in before.Where(each => Math.Abs(each.Value) > least && Math.Abs(after[each.Key]) > least))
        {
            var decays = start.Parameters.Single(parameter => parameter.Name == tensor).Decays;
            var expected = AdamWByHand.Updated(WeightOf(start, tensor, index), [g], LearningRate, decays ? WeightDecay : 0);
            worst = Math.Max(worst, Math.Abs(WeightOf(first, tensor, index) - expected) / LearningRate);
            expected = AdamWByHand.Updated(expected, [g, after[(tensor, index)]], LearningRate, decays ? WeightDecay : 0);
            worst = Math.Max(worst, Math.Abs(WeightOf(second, tensor, index) - expected) / LearningRate);
            Compared++;
        }

        return worst;
    }

    private Dictionary<(string Tensor, int Index), double> GradientOf(TextModel student)
    {
        var weights = WeightsOf(student);
        var gradient = new Dictionary<(string Tensor, int Index), double>();
        foreach (var (tensor, values) in weights)
        {
            for (var index = 0; index < values.Length; index += Math.Max(1, values.Length / Sample) | 1)
            {
                gradient.Add((tensor, index), Slope(weights, values, index));
            }
        }

        return gradient;
    }

    private double Slope(Dictionary<string, double[]> weights, double[] values, int index)
    {
        var value = values[index];
        values[index] = value + Difference;
        var above = Loss(weights);
        values[index] = value - Difference;
        var below = Loss(weights);
        values[index] = value;
        return (above - below) / (2 * Difference);
    }

    private double LossOf(TextModel student) => Loss(WeightsOf(student));

    private double Loss(Dictionary<string, double[]> weights)
    {
        var student = RunAll(_shape, weights);
        return _equation([.. student.Zip(_taught).Select((row, i) => new RecipeRow(row.First.Outputs, row.First.Logits, row.Second.Outputs, row.Second.Logits, _data.Labels[i]))]);
    }

    private static (DoubleOutputs Outputs, double[] Logits)[] RunAll(BertShape shape, Dictionary<string, double[]> weights)
    {
        var batch = TinyModels.Batch(_data);
        return [.. Enumerable.Range(0, Rows).Select(row =>
        {
            var tokens = batch.SequenceStarts[row]..batch.SequenceStarts[row + 1];
            var outputs = new DoubleModel(shape, weights).Run(batch.Ids[tokens].ToArray(), batch.TokenTypes[tokens].ToArray(), (_, _) => true);
            return (outputs, DoubleModel.Logits(outputs.HiddenStates[^1][..shape.HiddenSize], weights, shape.HiddenSize));
        })];
    }

    /// <summary>A teacher that is sure of its predictions, so that a temperature matters.</summary>
    private static TextModel CreateTeacher()
    {
        var teacher = TinyModels.CreateLively(TinyModels.ShapeOf(layers: 4, hidden: RecipeEquations.Width, heads: RecipeEquations.Heads, feedForward: 16), seed: 5);
        foreach (ref var weight in teacher.Head.Classifier!.Weight.ValueSpan)
        {
            weight *= 20;
        }

        return teacher;
    }

    private (TextModel Student, double Loss) Train(int steps, double learningRate)
    {
        var loss = double.NaN;
        var student = TinyModels.Create(_shape, seed: 3);
        var options = new DistillationOptions
        {
            Recipe = _recipe,
            Epochs = steps,
            BatchSize = Rows,
            LearningRate = learningRate,
            WeightDecay = WeightDecay,
            MaximumGradientNorm = 1e9,
            Dropout = 0,
            AttentionDropout = 0,
        };
        Distillation.Run(_teacher, student, _data, options, new TrainingEnvironment(1, 2, new DirectProgress(report => loss = report.Loss)));
        return (student, loss);
    }

    private static Dictionary<string, double[]> WeightsOf(TextModel model) =>
        model.Parameters.ToDictionary(parameter => parameter.Name, parameter => Array.ConvertAll(parameter.ValueSpan.ToArray(), value => (double)value));

    private static double WeightOf(TextModel model, string tensor, int index) => model.Parameters.Single(parameter => parameter.Name == tensor).ValueSpan[index];

    private static double Relative(double actual, double expected) => Math.Abs(actual - expected) / Math.Abs(expected);
}
