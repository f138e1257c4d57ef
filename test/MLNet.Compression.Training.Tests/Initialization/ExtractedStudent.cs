using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>A smaller student read back: which units of its teacher it has, found by the values of biases and layer norms, which are all different.</summary>
/// <remarks>Knows nothing of how units are chosen: it only requires every tensor to be the same choice of rows and columns.</remarks>
internal sealed class ExtractedStudent
{
    private readonly TextModel _teacher;
    private readonly TextModel _student;

    public ExtractedStudent(TextModel teacher, TextModel student)
    {
        (_teacher, _student) = (teacher, student);
        Hidden = Find(teacher.Encoder.Embeddings.Norm!.Shift, student.Encoder.Embeddings.Norm!.Shift);
    }

    /// <summary>The hidden features.</summary>
    public int[] Hidden { get; }

    /// <summary>The neurons of a layer.</summary>
    public int[] Neurons(int student, int teacher) => Find(_teacher.Encoder.Layers[teacher].Intermediate.Bias, _student.Encoder.Layers[student].Intermediate.Bias);

    /// <summary>The rows of a layer's queries, keys and values.</summary>
    public int[] QueryKeyValue(int student, int teacher) => Find(_teacher.Encoder.Layers[teacher].QueryKeyValue.Bias, _student.Encoder.Layers[student].QueryKeyValue.Bias);

    /// <summary>Requires every tensor to be made of the same choices.</summary>
    /// <param name="layers">The teacher layer of each student layer.</param>
    public void RequireConsistent(params int[] layers)
    {
        var (from, to) = (_teacher.Encoder.Embeddings, _student.Encoder.Embeddings);
        Require(from.Words, to.Words, null, Hidden);
        Require(from.Positions!, to.Positions!, null, Hidden);
        Require(from.TokenTypes!, to.TokenTypes!, null, Hidden);
        Require(from.Norm!, to.Norm!);
        Require(_teacher.Head.Pooler!, _student.Head.Pooler!, Hidden, Hidden);
        Require(_teacher.Head.Classifier!, _student.Head.Classifier!, null, Hidden);
        for (var layer = 0; layer < layers.Length; layer++)
        {
            RequireLayer(_teacher.Encoder.Layers[layers[layer]], _student.Encoder.Layers[layer], QueryKeyValue(layer, layers[layer]), Neurons(layer, layers[layer]));
        }
    }

    private void RequireLayer(BertLayer from, BertLayer to, int[] queryKeyValue, int[] neurons)
    {
        var size = queryKeyValue.Length / 3;
        var all = from.QueryKeyValue.Bias.Columns / 3;
        Assert.That(queryKeyValue[size..(2 * size)], Is.EqualTo(queryKeyValue[..size].Select(row => row + all)), "keys are those of the queries");
        int[] passing = [.. queryKeyValue[(2 * size)..].Select(row => row - (2 * all))];
        Require(from.QueryKeyValue, to.QueryKeyValue, queryKeyValue, Hidden);
        Require(from.AttentionOutput, to.AttentionOutput, Hidden, passing);
        Require(from.Intermediate, to.Intermediate, neurons, Hidden);
        Require(from.Output, to.Output, Hidden, neurons);
        Require(from.AttentionNorm, to.AttentionNorm);
        Require(from.OutputNorm, to.OutputNorm);
    }

    private void Require(LayerNorm from, LayerNorm to)
    {
        Require(from.Scale, to.Scale, null, Hidden);
        Require(from.Shift, to.Shift, null, Hidden);
    }

    private static void Require(Linear from, Linear to, int[]? rows, int[] columns)
    {
        Require(from.Weight, to.Weight, rows, columns);
        Require(from.Bias, to.Bias, null, rows ?? [.. Enumerable.Range(0, to.Bias.Columns)]);
    }

    private static void Require(Parameter from, Parameter to, int[]? rows, int[] columns)
    {
        for (var row = 0; row < to.Rows; row++)
        {
            var source = from.Value.RowSpan(rows?[row] ?? row).ToArray();
            Assert.That(to.Value.RowSpan(row).ToArray(), Is.EqualTo(columns.Select(column => source[column])), $"{to.Name}, row {row}");
        }
    }

    private static int[] Find(Parameter from, Parameter to)
    {
        var values = from.ValueSpan.ToArray();
        Assert.That(values, Is.Unique, from.Name);
        int[] places = [.. to.ValueSpan.ToArray().Select(value => Array.IndexOf(values, value))];
        Assert.That(places, Is.Unique.And.All.Not.Negative, to.Name);
        return places;
    }
}
