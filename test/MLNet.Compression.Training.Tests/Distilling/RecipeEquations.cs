using MLNet.Compression.Training.Tests.Autograd.Operations;
using static MLNet.Compression.Training.Tests.Objectives.TermEquations;

namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>What the recipes minimise, stage by stage, written out for a student of two layers and a teacher of four of the same width.</summary>
internal static class RecipeEquations
{
    public const int Width = 8;
    public const int Heads = 2;

    /// <summary>Relation heads of MiniLMv2: the most up to 48 that divide the width.</summary>
    private const int RelationHeads = 8;

    private static readonly (int Student, int Teacher)[] _uniform = [(0, 1), (1, 3)];
    private static readonly (int Student, int Teacher)[] _skip = [(0, 1)];
    private static readonly (int Student, int Teacher) _last = (1, 3);

    public static IReadOnlyDictionary<string, Func<RecipeRow[], double>[]> All { get; } = new Dictionary<string, Func<RecipeRow[], double>[]>
    {
        [nameof(DistillationRecipe.Joint)] = [rows => Layers(rows) + CrossEntropy(rows)],
        [nameof(DistillationRecipe.TinyBert)] = [Layers, CrossEntropy],
        [nameof(DistillationRecipe.TinyBertGeneral)] = [Layers],
        [nameof(DistillationRecipe.MiniLmGeneral)] = [MiniLm],
        [nameof(DistillationRecipe.MiniLm)] = [MiniLm, Labels],
        [nameof(DistillationRecipe.MiniLmV2General)] = [MiniLmV2],
        [nameof(DistillationRecipe.MiniLmV2)] = [MiniLmV2, Labels],
        [nameof(DistillationRecipe.LogitRegression)] = [rows => rows.Average(row => MeanSquare(row.StudentLogits, row.TeacherLogits))],
        [nameof(DistillationRecipe.Hinton)] = [rows => (0.9 * 4 * SoftTargets(rows, 2)) + (0.1 * Labels(rows))],
        [nameof(DistillationRecipe.DistilBert)] = [rows => (0.5 * 4 * SoftTargets(rows, 2)) + (0.5 * Labels(rows))],
        [nameof(DistillationRecipe.Patient)] = [rows => (0.5 * 100 * SoftTargets(rows, 10)) + (0.5 * Labels(rows)) + Patient(rows)],
        [nameof(DistillationRecipe.KdLsq)] = [rows => CrossEntropy(rows) + HiddenStates(rows, _uniform) + Scores(rows)],
    };

    /// <summary>Mean of KL(softmax(t / T) ‖ softmax(s / T)).</summary>
    public static double SoftTargets(RecipeRow[] rows, double temperature) =>
        rows.Average(row => Divergence(LogSoftmax(row.TeacherLogits, temperature), LogSoftmax(row.StudentLogits, temperature)));

    public static double Labels(RecipeRow[] rows) => rows.Average(row => -LogSoftmax(row.StudentLogits)[row.Label]);

    /// <summary>Mean over all features of all tokens, averaged over the layers.</summary>
    public static double HiddenStates(RecipeRow[] rows, (int Student, int Teacher)[] pairs) => pairs.Average(pair => MeanSquare(
        [.. rows.SelectMany(row => row.Student.HiddenStates[pair.Student])], [.. rows.SelectMany(row => row.Teacher.HiddenStates[pair.Teacher])]));

    private static double Layers(RecipeRow[] rows) => Embeddings(rows) + HiddenStates(rows, _uniform) + Scores(rows);

    private static double Embeddings(RecipeRow[] rows) =>
        MeanSquare([.. rows.SelectMany(row => row.Student.Embeddings)], [.. rows.SelectMany(row => row.Teacher.Embeddings)]);

    private static double Scores(RecipeRow[] rows) => _uniform.Average(pair => MeanSquare(
        [.. EachHead(rows, Heads).SelectMany(each => ScoresOf(each.Row.Student.QueryKeyValues[pair.Student], each.Head))],
        [.. EachHead(rows, Heads).SelectMany(each => ScoresOf(each.Row.Teacher.QueryKeyValues[pair.Teacher], each.Head))]));

    private static double CrossEntropy(RecipeRow[] rows) =>
        rows.Average(row => -LogSoftmax(row.TeacherLogits).Zip(LogSoftmax(row.StudentLogits), (t, s) => Math.Exp(t) * s).Sum());

    private static double Patient(RecipeRow[] rows) => _skip.Average(pair => rows.Average(row =>
    {
        var (s, t) = (row.Student.HiddenStates[pair.Student][..Width], row.Teacher.HiddenStates[pair.Teacher][..Width]);
        return s.Zip(t, (a, b) => Math.Pow((a / Norm(s)) - (b / Norm(t)), 2)).Sum();
    }));

    private static double MiniLm(RecipeRow[] rows) =>
        Relations(rows, Heads, ScoresOf) + Relations(rows, Heads, (values, head) => SelfRelation(values, part: 2, head, Heads));

    private static double MiniLmV2(RecipeRow[] rows) =>
        Enumerable.Range(0, 3).Sum(part => Relations(rows, RelationHeads, (values, head) => SelfRelation(values, part, head, RelationHeads)));

    /// <summary>Mean over tokens and heads of KL between the softmax of the rows of the last layers' relations.</summary>
    private static double Relations(RecipeRow[] rows, int heads, Func<double[], int, double[]> relation) => EachHead(rows, heads).Sum(each =>
        relation(each.Row.Teacher.QueryKeyValues[_last.Teacher], each.Head).Chunk(each.Row.Tokens)
            .Zip(relation(each.Row.Student.QueryKeyValues[_last.Student], each.Head).Chunk(each.Row.Tokens), (t, s) => Divergence(LogSoftmax(t), LogSoftmax(s)))
            .Sum()) / (heads * rows.Sum(row => row.Tokens));

    private static IEnumerable<(RecipeRow Row, int Head)> EachHead(RecipeRow[] rows, int heads) =>
        rows.SelectMany(row => Enumerable.Range(0, heads).Select(head => (row, head)));

    /// <summary>Q Kᵀ / √d of a head.</summary>
    private static double[] ScoresOf(double[] queryKeyValue, int head) =>
        Equations.Scores(queryKeyValue, 0, queryKeyValue.Length / (3 * Width), Heads, head, Width / Heads);

    /// <summary>A Aᵀ / √d of the queries (part 0), keys or values of a head.</summary>
    private static double[] SelfRelation(double[] queryKeyValue, int part, int head, int heads)
    {
        var size = Width / heads;
        double[][] vectors = [.. queryKeyValue.Chunk(3 * Width).Select(token => token.AsSpan((part * Width) + (head * size), size).ToArray())];
        return [.. vectors.SelectMany(a => vectors.Select(b => Dot(a, b) / Math.Sqrt(size)))];
    }
}
