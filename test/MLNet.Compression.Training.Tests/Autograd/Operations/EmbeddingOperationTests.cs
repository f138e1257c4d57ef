using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

public class EmbeddingOperationTests
{
    private const int Features = 6;
    private static readonly int[] _ids = [2, 9, 9, 3, 2, 4, 9, 3];
    private static readonly int[] _types = [0, 0, 1, 1, 0, 0, 0, 1];
    private static readonly int[] _positions = [0, 1, 2, 3, 0, 1, 2, 3];

    [Test]
    public void Forward_Any_AddsTheRowsOfAllTables()
    {
        var (words, positions, types) = Tables();

        var output = EmbeddingOperation.Apply(Passes.Inference(), Batch(), words, positions, types);

        for (var token = 0; token < _ids.Length; token++)
        {
            for (var f = 0; f < Features; f++)
            {
                var expected = words.Value.RowSpan(_ids[token])[f] + positions.Value.RowSpan(_positions[token])[f] + types.Value.RowSpan(_types[token])[f];
                Assert.That(output.Value.RowSpan(token)[f], Is.EqualTo(expected).Within(1e-6));
            }
        }
    }

    [Test]
    public void Backward_EveryRowUsed_EqualsFiniteDifferences()
    {
        int[] ids = [2, 0, 1, 3, 2, 4, 1, 3];
        var check = new GradientCheck().Table("words", 5, Features).Table("positions", 4, Features).Table("types", 2, Features);
        check.Run(
            tape => EmbeddingOperation.Apply(tape, Batch(ids), check.Inputs[0], check.Inputs[1], check.Inputs[2]),
            values => Sums(values, ids));
    }

    /// <remarks>As the decoder of a masked LM: y = (words[id] + positions + types) wordsᵀ.</remarks>
    [Test]
    public void Backward_TableThatDecodesToo_EqualsFiniteDifferences()
    {
        var check = new GradientCheck().Table("words", 12, Features).Table("positions", 4, Features).Table("types", 2, Features);
        check.Run(
            tape => LinearOperation.Apply(
                tape, EmbeddingOperation.Apply(tape, Batch(), check.Inputs[0], check.Inputs[1], check.Inputs[2]), check.Inputs[0], bias: null),
            values => Equations.Linear(Sums(values, _ids), values[0], null, Features));
        Assert.That(check.Inputs[0].UsedRows!.Count, Is.Zero);
    }

    [Test]
    public void Backward_DecodedAfterALookup_ClearsWhatTheLookupLeft()
    {
        var (words, positions, types) = Tables();
        var upstream = Backward(words, positions, types);
        Assert.That(words.UsedRows!.Count, Is.EqualTo(4));

        var tape = Passes.Training();
        var input = Passes.Tensor(tape, 2, Features, Passes.Numbers(2 * Features, 7));
        var output = LinearOperation.Apply(tape, input, words, bias: null);
        output.OpenGradient(tape.Buffers);
        output.GradientSpan.Fill(1);
        tape.Backward();

        Assert.That(words.UsedRows.Count, Is.EqualTo(words.Rows));
        for (var row = 0; row < words.Rows; row++)
        {
            for (var f = 0; f < Features; f++)
            {
                var looked = _ids.Index().Where(entry => entry.Item == row).Sum(entry => upstream[(entry.Index * Features) + f]);
                Assert.That(words.Gradient.RowSpan(row)[f], Is.EqualTo(looked + input.Value.RowSpan(0)[f] + input.Value.RowSpan(1)[f]).Within(1e-5));
            }
        }
    }

    [Test]
    public void Backward_SparseRows_EqualDenseGradient()
    {
        var (words, positions, types) = Tables();
        var upstream = Backward(words, positions, types);

        AssertGradient(words, _ids, upstream);
        AssertGradient(positions, _positions, upstream);
        AssertGradient(types, _types, upstream);
        Assert.That(words.UsedRows!.Rows.ToArray(), Is.EqualTo([2, 3, 4, 9]));
    }

    [Test]
    public void Backward_Twice_Adds()
    {
        var (words, positions, types) = Tables();
        Backward(words, positions, types);
        var once = words.Gradient.RowSpan(9).ToArray();

        Backward(words, positions, types);

        Assert.That(words.Gradient.RowSpan(9).ToArray(), Is.EqualTo(once.Select(value => 2 * value)).Within(1e-5));
    }

    [Test]
    public void Backward_RowUsedByASecondBatchOnly_StartsFromZero()
    {
        var (words, positions, types) = Tables();
        Backward(words, positions, types);
        words.Gradient.RowSpan(7).Fill(float.NaN);
        var batch = new TokenBatch();
        batch.AddSequence([7], [0]);

        var upstream = Backward(words, positions, types, batch);

        Assert.That(words.Gradient.RowSpan(7).ToArray(), Is.EqualTo(upstream));
    }

    [Test]
    public void Forward_ParametrizedTables_RoundsEveryRowAlone()
    {
        var (words, positions, types) = Tables();
        Array.ForEach([words, positions, types], table => table.Add(new Int8Weights()));

        var output = EmbeddingOperation.Apply(Passes.Inference(), Batch(), words, positions, types);

        var expected = new float[Features];
        foreach (var row in new[] { words.Value.RowSpan(_ids[1]).ToArray(), positions.Value.RowSpan(_positions[1]).ToArray(), types.Value.RowSpan(_types[1]).ToArray() })
        {
            var scale = row.Max(MathF.Abs) / 127;
            for (var f = 0; f < Features; f++)
            {
                expected[f] += scale * MathF.Round(row[f] / scale);
            }
        }

        Assert.That(output.Value.RowSpan(1).ToArray(), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Backward_OneParametrizedTable_GivesTheStraightThroughGradientOfAll()
    {
        var (words, positions, types) = Tables();
        words.Add(new Int8Weights());

        var upstream = Backward(words, positions, types);

        AssertGradient(words, _ids, upstream);
        AssertGradient(positions, _positions, upstream);
        AssertGradient(types, _types, upstream);
    }

    private static (Parameter Words, Parameter Positions, Parameter Types) Tables() => (Table(12, 1), Table(5, 2), Table(2, 3));

    private static Parameter Table(int rows, int seed)
    {
        var table = new Parameter("table", rows, Features) { UsedRows = new RowSet(rows) };
        Passes.Numbers(rows * Features, seed).CopyTo(table.ValueSpan);
        return table;
    }

    private static double[] Sums(double[][] tables, int[] ids) =>
        [.. Enumerable.Range(0, ids.Length * Features).Select(i => (Token: i / Features, Feature: i % Features)).Select(place =>
            tables[0][(ids[place.Token] * Features) + place.Feature]
            + tables[1][(_positions[place.Token] * Features) + place.Feature]
            + tables[2][(_types[place.Token] * Features) + place.Feature])];

    private static TokenBatch Batch(int[]? ids = null)
    {
        var batch = new TokenBatch();
        batch.AddSequence((ids ?? _ids).AsSpan(0, 4), _types.AsSpan(0, 4));
        batch.AddSequence((ids ?? _ids).AsSpan(4, 4), _types.AsSpan(4, 4));
        return batch;
    }

    private static float[] Backward(Parameter words, Parameter positions, Parameter types, TokenBatch? batch = null)
    {
        var tape = Passes.Training();
        var output = EmbeddingOperation.Apply(tape, batch ?? Batch(), words, positions, types);
        var upstream = Passes.Numbers((int)output.Count, 4);
        output.OpenGradient(tape.Buffers);
        upstream.CopyTo(output.GradientSpan);
        tape.Backward();
        return upstream;
    }

    private static void AssertGradient(Parameter table, int[] rows, float[] upstream)
    {
        var dense = new double[table.Count];
        for (var i = 0; i < upstream.Length; i++)
        {
            dense[(rows[i / Features] * Features) + (i % Features)] += upstream[i];
        }

        for (var row = 0; row < table.Rows; row++)
        {
            var expected = dense.AsSpan(row * Features, Features).ToArray();
            Assert.That(table.UsedRows!.Contains(row), Is.EqualTo(rows.Contains(row)));
            Assert.That(rows.Contains(row) ? [.. table.Gradient.RowSpan(row).ToArray().Select(g => (double)g)] : new double[Features], Is.EqualTo(expected).Within(1e-6));
        }
    }
}
