using MLNet.Compression.Training.Tests.Autograd.Operations;
using MLNet.Compression.Training.Tests.Models;
using static MLNet.Compression.Training.Tests.Objectives.TermEquations;

namespace MLNet.Compression.Training.Tests.Distilling.TwoVocabularies;

/// <summary>What dual training minimises, in double precision, written out for models of two layers.</summary>
/// <param name="student">The student's shape.</param>
/// <param name="teacher">The teacher's, of both vocabularies.</param>
internal sealed class DualEquation(BertShape student, BertShape teacher)
{
    private const string Words = "embeddings.word_embeddings.weight";
    private const string Transform = "cls.predictions.transform.dense";

    private int Start => teacher.VocabularySize - student.VocabularySize;

    /// <summary>Cross-entropy with the student's hidden pieces.</summary>
    public double StudentLoss(IReadOnlyDictionary<string, double[]> weights, IEnumerable<HiddenRow> rows) => LanguageModel(student, weights, rows, _ => 0..student.VocabularySize);

    /// <summary>Cross-entropy with the teacher's, each over its own vocabulary.</summary>
    public double TeacherLoss(IReadOnlyDictionary<string, double[]> weights, IEnumerable<HiddenRow> rows) =>
        LanguageModel(teacher, weights, rows, label => label < Start ? 0..Start : Start..teacher.VocabularySize);

    /// <summary>Σ ‖U θ_t V − θ_s‖² or Σ ‖θ_t − V θ_s U‖² over tables alone, or all matrices.</summary>
    /// <param name="weights">Of both models and the projections.</param>
    /// <param name="down">Whether the teacher's are projected.</param>
    /// <param name="onlyTables">Whether the layers are left out.</param>
    public double Projections(DualWeights weights, bool down, bool onlyTables)
    {
        var (own, others) = (weights.Student, weights.Teacher);
        var sum = Pair(Table(own[Words], student), Table(others[Words], teacher, first: Start), null, "Hidden");
        foreach (var table in new[] { "embeddings.position_embeddings.weight", "embeddings.token_type_embeddings.weight" })
        {
            sum += Pair(Table(own[table], student), Table(others[table], teacher), null, "Hidden");
        }

        return onlyTables ? sum : sum + Layers();

        double Layers()
        {
            var layers = Pair(Table(own[Transform + ".weight"], student), Table(others[Transform + ".weight"], teacher), "Hidden", "Hidden");
            for (var layer = 0; layer < student.Layers.Length; layer++)
            {
                var prefix = $"encoder.layer.{layer}.";
                var (ownParts, otherParts) = (Thirds(own[prefix + "attention.self.query_key_value.weight"], student), Thirds(others[prefix + "attention.self.query_key_value.weight"], teacher));
                layers += ownParts.Zip(otherParts, (s, t) => Pair(s, t, "Attention", "Hidden")).Sum()
                    + Matrices("attention.output.dense", "Hidden", "Attention", shape => shape.Layers[layer].AttentionSize)
                    + Matrices("intermediate.dense", "FeedForward", "Hidden", shape => shape.HiddenSize)
                    + Matrices("output.dense", "Hidden", "FeedForward", shape => shape.Layers[layer].FeedForwardSize);

                double Matrices(string name, string rows, string columns, Func<BertShape, int> width) => Pair(
                    [.. own[$"{prefix}{name}.weight"].Chunk(width(student))], [.. others[$"{prefix}{name}.weight"].Chunk(width(teacher))], rows, columns);
            }

            return layers;
        }

        double Pair(double[][] s, double[][] t, string? rows, string columns)
        {
            var (from, to) = down ? (t, s) : (s, t);
            var left = rows is null ? from : Times(weights.Projection($"left.{rows}.", from.Length), from);
            return Times(left, weights.Projection($"right.{columns}.", to[0].Length)).Zip(to, (a, b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum()).Sum();
        }
    }

    private static double LanguageModel(BertShape shape, IReadOnlyDictionary<string, double[]> weights, IEnumerable<HiddenRow> rows, Func<int, Range> vocabularyOf)
    {
        var losses = new List<double>();
        foreach (var row in rows)
        {
            var states = new DoubleModel(shape, weights).Run(row.Ids, new int[row.Ids.Length], (_, _) => true).HiddenStates[^1].Chunk(shape.HiddenSize).ToArray();
            foreach (var (token, label) in row.Labels.Index().Where(each => each.Item >= 0))
            {
                var vocabulary = vocabularyOf(label);
                losses.Add(-LogSoftmax(Logits(shape, weights, states[token])[vocabulary])[label - vocabulary.Start.Value]);
            }
        }

        return losses.Average();
    }

    private static double[] Logits(BertShape shape, IReadOnlyDictionary<string, double[]> weights, double[] state)
    {
        var activated = Array.ConvertAll(Equations.Linear(state, weights[Transform + ".weight"], weights[Transform + ".bias"], shape.HiddenSize), Equations.Gelu);
        const string norm = "cls.predictions.transform.LayerNorm";
        return Equations.Linear(
            Equations.LayerNorm(activated, weights[norm + ".weight"], weights[norm + ".bias"], shape.LayerNormEpsilon), weights[Words], weights["cls.predictions.bias"], shape.HiddenSize);
    }

    private static double[][] Table(double[] values, BertShape shape, int first = 0) => [.. values.Chunk(shape.HiddenSize).Skip(first)];

    private static IEnumerable<double[][]> Thirds(double[] values, BertShape shape) => Table(values, shape).Chunk(shape.Layers[0].AttentionSize);

    private static double[][] Times(double[][] a, double[][] b) =>
        [.. a.Select(row => Enumerable.Range(0, b[0].Length).Select(column => row.Select((value, k) => value * b[k][column]).Sum()).ToArray())];
}
