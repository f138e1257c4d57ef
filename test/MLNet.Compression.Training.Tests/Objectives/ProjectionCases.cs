using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Weights of a teacher of 6 features and 10 neurons and of a student of 4 and 6, whose projections are shared.</summary>
internal static class ProjectionCases
{
    private const int Pieces = 3;

    /// <summary>Rows of the teacher's table before those that are compared.</summary>
    private const int Before = 2;

    public static IEnumerable<TermCase> All => [Case(ProjectionDirection.Down), Case(ProjectionDirection.Up), FrozenTeacher()];

    private static TermCase Case(ProjectionDirection direction)
    {
        var (teacher, student) = (Weights(6, 10, Before, seed: 1), Weights(4, 6, 0, seed: 5));
        var term = new WeightProjection(student.Zip(teacher), direction, teacherLearns: true, seed: 1);
        var (hiddenLeft, hiddenRight, otherLeft) = Projections(term);
        return new(
            direction.ToString(),
            term,
            [.. teacher.Concat(student).Select(matrix => matrix.Weight.Parameter), .. term.Parameters],
            WeightTermCases.Context,
            values => Value(values, [.. term.Parameters], direction, hiddenLeft, hiddenRight, otherLeft));
    }

    /// <remarks>Only the student and the projections have gradients.</remarks>
    private static TermCase FrozenTeacher()
    {
        var (teacher, student) = (Weights(6, 10, Before, seed: 1), Weights(4, 6, 0, seed: 5));
        var term = new WeightProjection(student.Zip(teacher), ProjectionDirection.Down, teacherLearns: false, seed: 1);
        var (hiddenLeft, hiddenRight, otherLeft) = Projections(term);
        var fixedValues = teacher.Select(matrix => Array.ConvertAll(matrix.Weight.Parameter.ValueSpan.ToArray(), value => (double)value)).ToArray();
        return new(
            "teacher stays",
            term,
            [.. student.Select(matrix => matrix.Weight.Parameter), .. term.Parameters],
            WeightTermCases.Context,
            values => Value([.. fixedValues, .. values], [.. term.Parameters], ProjectionDirection.Down, hiddenLeft, hiddenRight, otherLeft));
    }

    /// <summary>A table, a matrix from features to neurons, and two blocks of one matrix from features to features.</summary>
    private static ModelMatrix[] Weights(int hidden, int neurons, int before, int seed)
    {
        var table = Passes.Parameter(Pieces + before, hidden, Passes.Numbers((Pieces + before) * hidden, seed), $"table {hidden}");
        var matrix = Passes.Parameter(neurons, hidden, Passes.Numbers(neurons * hidden, seed + 1), $"matrix {hidden}");
        var blocks = Passes.Parameter(2 * hidden, hidden, Passes.Numbers(2 * hidden * hidden, seed + 2), $"blocks {hidden}");
        return
        [
            new(new(table, before, Pieces), ModelSide.Common, ModelSide.Hidden),
            new(new(matrix), ModelSide.FeedForward, ModelSide.Hidden),
            new(new(blocks, hidden, hidden), ModelSide.Hidden, ModelSide.Hidden),
        ];
    }

    private static (int HiddenLeft, int HiddenRight, int OtherLeft) Projections(WeightProjection term)
    {
        string[] names = [.. term.Parameters.Select(parameter => parameter.Name)];
        Assert.That(names, Has.Length.EqualTo(3), "left and right of features, left of neurons");
        return (Find("left.Hidden"), Find("right.Hidden"), Find("left.FeedForward"));

        int Find(string part) => Array.FindIndex(names, name => name.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>Of the values of the teacher's table, matrix and blocks, the student's, the projections.</summary>
    private static double Value(double[][] values, Parameter[] projections, ProjectionDirection direction, int hiddenLeft, int hiddenRight, int otherLeft)
    {
        double[][,] teacher = [Matrix(values[0], 6, Before, Pieces), Matrix(values[1], 6, 0, 10), Matrix(values[2], 6, 6, 6)];
        double[][,] student = [Matrix(values[3], 4, 0, Pieces), Matrix(values[4], 4, 0, 6), Matrix(values[5], 4, 4, 4)];
        var (from, to) = direction == ProjectionDirection.Down ? (teacher, student) : (student, teacher);
        var (left, right, other) = (Projection(hiddenLeft), Projection(hiddenRight), Projection(otherLeft));
        return Distance(Times(from[0], right), to[0]) + Distance(Times(Times(other, from[1]), right), to[1]) + Distance(Times(Times(left, from[2]), right), to[2]);

        double[,] Projection(int index) => Matrix(values[6 + index], projections[index].Columns, 0, projections[index].Rows);
    }

    private static double[,] Matrix(double[] values, int columns, int first, int rows)
    {
        var matrix = new double[rows, columns];
        for (var i = 0; i < rows * columns; i++)
        {
            matrix[i / columns, i % columns] = values[(first * columns) + i];
        }

        return matrix;
    }

    private static double[,] Times(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < product.Length; i++)
        {
            var (row, column) = (i / b.GetLength(1), i % b.GetLength(1));
            product[row, column] = Enumerable.Range(0, a.GetLength(1)).Sum(k => a[row, k] * b[k, column]);
        }

        return product;
    }

    private static double Distance(double[,] a, double[,] b) => a.Cast<double>().Zip(b.Cast<double>(), (x, y) => (x - y) * (x - y)).Sum();
}
