using System.Text.Json;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>One case of the reference losses: its inputs as outputs of a student and a teacher, its value and its gradients.</summary>
internal sealed class GoldenLoss
{
    private const double Tolerance = 1e-5;
    private readonly string _name;
    private readonly Dictionary<string, float[]> _tensors;
    private readonly GoldenComparison _comparison;

    public GoldenLoss(string name)
    {
        _name = name;
        _tensors = GoldenFiles.Tensors("losses", name + ".safetensors");
        _comparison = new GoldenComparison($"losses/{name}");
        Case = GoldenFiles.Json("losses", "losses.json").GetProperty(name);
        Lengths = Case.TryGetProperty("lengths", out var lengths) ? [.. lengths.EnumerateArray().Select(length => length.GetInt32())] : [1];
        Labels = Case.TryGetProperty("labels", out var labels) ? [.. labels.EnumerateArray().Select(label => label.GetInt32())] : [];
        Targets = new ClassTargets(Labels);
        Pairs = Case.TryGetProperty("layer_pairs", out var pairs) ? [.. pairs.EnumerateArray().Select(pair => new LayerPair(pair[0].GetInt32(), pair[1].GetInt32()))] : [];
    }

    public JsonElement Case { get; }

    public int[] Lengths { get; }

    public int[] Labels { get; }

    /// <summary>What the rows are to be learnt to give: the labels as classes, unless a test says otherwise.</summary>
    public Targets Targets { get; set; }

    public LayerPair[] Pairs { get; }

    public Tape Tape { get; } = Passes.Training();

    public int Tokens => Lengths.Sum();

    public double Number(string property) => Case.GetProperty(property).GetDouble();

    public float[] Values(string tensor) => _tensors[tensor];

    public bool Has(string tensor) => _tensors.ContainsKey(tensor);

    /// <summary>A tensor of the file with a known number of rows.</summary>
    public Tensor Tensor(string tensor, int rows) => Passes.Tensor(Tape, rows, _tensors[tensor].Length / rows, _tensors[tensor]);

    /// <summary>Raw scores of one side and layer, sequence by sequence and head by head: [1 x all].</summary>
    public Tensor Scores(string prefix)
    {
        var values = Enumerable.Range(0, Lengths.Length).SelectMany(s => _tensors[$"{prefix}.seq{s}"]).ToArray();
        return Passes.Tensor(Tape, 1, values.Length, values);
    }

    /// <summary>States in which the first token of each sequence has a row of the file and the others something else.</summary>
    public Tensor WithFirstTokens(string tensor, AttentionLayout layout)
    {
        var columns = _tensors[tensor].Length / layout.SequenceCount;
        var tokens = layout.StartOf(layout.SequenceCount);
        var states = Passes.Tensor(Tape, tokens, columns, Passes.Numbers(tokens * columns, seed: 2));
        for (var s = 0; s < layout.SequenceCount; s++)
        {
            _tensors[tensor].AsSpan(s * columns, columns).CopyTo(states.Value.RowSpan(layout.StartOf(s)));
        }

        return states;
    }

    /// <summary>The gradients of the first tokens; those of all other tokens must be 0.</summary>
    public static float[] FirstTokenGradients(Tensor states, AttentionLayout layout)
    {
        int[] starts = [.. Enumerable.Range(0, layout.SequenceCount).Select(layout.StartOf)];
        Assert.That(Enumerable.Range(0, states.Rows).Except(starts).SelectMany(row => states.Gradient.RowSpan(row).ToArray()), Is.All.Zero);
        return [.. starts.SelectMany(row => states.Gradient.RowSpan(row).ToArray())];
    }

    /// <summary>Gives a term the projection W of the file.</summary>
    public Parameter SetProjection(ObjectiveTerm term, int teacherSize)
    {
        var projection = term.Parameters.Single();
        Transposed(_tensors["W"], teacherSize).CopyTo(projection.ValueSpan);
        return projection;
    }

    public AttentionLayout Layout(int heads) => new([0, .. Lengths.Select((_, s) => Lengths.Take(s + 1).Sum())], heads);

    /// <summary>A matrix with so many columns, transposed.</summary>
    public static float[] Transposed(float[] values, int columns)
    {
        var rows = values.Length / columns;
        return [.. Enumerable.Range(0, values.Length).Select(i => values[(i % rows * columns) + (i / rows)])];
    }

    /// <summary>Evaluates a term and compares the value with the case's loss.</summary>
    public void Evaluate(ObjectiveTerm term, ModelOutputs student, ModelOutputs? teacher = null) => Evaluate([new WeightedTerm(term, 1)], student, teacher);

    /// <summary>Evaluates a sum of terms twice at half weight, so that weights and accumulation show in the gradients.</summary>
    public void Evaluate(IEnumerable<WeightedTerm> terms, ModelOutputs student, ModelOutputs? teacher = null)
    {
        var context = TestContexts.Of(Tape, student, teacher, Targets);
        foreach (var _ in new[] { 1, 2 })
        {
            AddValue("loss", terms.Sum(term => term.Weight.At(TestContexts.Start) * term.Term.Evaluate(context, 0.5 * term.Weight.At(TestContexts.Start))), Number("loss"));
        }
    }

    public void AddValue(string name, double actual, double expected) => _comparison.Add($"losses.json {_name}.{name}", actual, expected);

    public void AddGradient(string input, ReadOnlySpan<float> actual) => _comparison.Add("grad." + input, actual, _tensors["grad." + input]);

    public void AddScoreGradients(string prefix, Tensor scores)
    {
        var start = 0;
        for (var s = 0; s < Lengths.Length; s++)
        {
            var length = _tensors[$"{prefix}.seq{s}"].Length;
            AddGradient($"{prefix}.seq{s}", scores.GradientSpan.Slice(start, length));
            start += length;
        }
    }

    public void AssertEqual() => _comparison.AssertBelow(Tolerance);
}
