using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.CrossViews;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Autograd.Operations;
using MLNet.Compression.Training.Tests.Models;

namespace MLNet.Compression.Training.Tests.CrossViews;

/// <summary>A tiny student, a few texts, and the losses of cross-view training computed in double from the values of all weights.</summary>
/// <remarks>Values are those of the student's parameters, then those of each view's classifier, in the order of the term's.</remarks>
internal sealed class CrossViewCase
{
    private const ulong Seed = 5;
    private static readonly string[] _texts = ["wordb no wordc wordd", "yes worde", "wordf wordg yes wordh wordi wordj"];
    private readonly HeadKind _head;
    private readonly RestrictedView[] _views;

    public CrossViewCase(HeadKind head)
    {
        (_head, _views) = (head, [.. RestrictedViews.Of(head)]);
        var labels = new[] { "a", "b", "c" };
        Student = TextModelFactory.CreateRandom(TinyModels.ShapeOf(2, 4, 2, 8), TinyModels.Tokenizer, labels, TinyModels.MaxTokens, seed: 3, head);
        foreach (var parameter in Student.Parameters)
        {
            var noise = Passes.Numbers((int)parameter.Count, seed: 4);
            for (var i = 0; i < noise.Length; i++)
            {
                parameter.ValueSpan[i] += 0.3f * noise[i];
            }
        }

        foreach (var (row, text) in _texts.Index())
        {
            Unlabeled.Add(text.AsMemory(), null);
            AddLabeled(row, text);
        }
    }

    public TextModel Student { get; }

    /// <summary>Texts without labels.</summary>
    public TextDataset Unlabeled { get; } = new(TinyModels.Tokenizer, TinyModels.MaxTokens);

    /// <summary>The same texts, with labels.</summary>
    public TextDataset Labeled { get; } = new(TinyModels.Tokenizer, TinyModels.MaxTokens);

    /// <summary>What the views see.</summary>
    public IReadOnlyList<ViewPass> ViewPasses() => RestrictedViews.PassesOf(_views, Student, Seed);

    /// <summary>All unlabelled rows.</summary>
    public TrainingBatch Batch()
    {
        var batch = new TrainingBatch();
        batch.Fill(new TextRows("unlabelled", Unlabeled), [0, 1, 2], seed: 1, withTargets: false);
        return batch;
    }

    public static double[][] ValuesOf(IEnumerable<Parameter> parameters) => [.. parameters.Select(parameter => parameter.ValueSpan.ToArray().Select(value => (double)value).ToArray())];

    /// <summary>The full view's probabilities, row by row of each sequence.</summary>
    public double[][] FullView(double[][] values) =>
        [.. Rows(Batch().Tokens).SelectMany(row => Predict(values, HeadAt(values, 0), row, (_, _) => true))];

    /// <summary>The mean cross-entropy with the labels.</summary>
    public double LabelLoss(double[][] values)
    {
        var predictions = FullView(values);
        IEnumerable<int> Labels() => _head == HeadKind.Token ? _texts.Index().SelectMany(text => Labeled.TokenLabelsOf(text.Index).ToArray()) : Labeled.Labels.ToArray();

        return predictions.Zip(Labels()).Where(pair => pair.Second != TokenTargets.None).Average(pair => -Math.Log(pair.First[pair.Second]));
    }

    /// <summary>Σ_v KL(full ‖ view), averaged over texts or words, with the full view's probabilities given.</summary>
    public double ViewLoss(double[][] values, double[][] full, long step)
    {
        var rows = Rows(Batch().Tokens).ToArray();
        var loss = 0.0;
        var count = _head == HeadKind.Token ? rows.Sum(row => row.Ids.Length - 2) : rows.Length;
        foreach (var (i, (tokens, sees, offset)) in Sights(step).Index())
        {
            var start = 0;
            foreach (var (s, row) in Rows(tokens).Index())
            {
                var predictions = Predict(values, HeadAt(values, i + 1), row, sees);
                loss += _head == HeadKind.Token
                    ? Enumerable.Range(1, row.Ids.Length - 2).Sum(token => Divergence(full[start + token], predictions[token - offset]))
                    : Divergence(full[s], predictions[0]);
                start += row.Ids.Length;
            }
        }

        return loss / count;
    }

    /// <summary>What each view's classifier reads, in the order of the term's parameters: by pass, then by classifier.</summary>
    private IEnumerable<(TokenBatch Tokens, Func<int, int, bool> Sees, int Offset)> Sights(long step)
    {
        var batch = Batch();
        Func<int, int, bool> before = (query, key) => key <= query;
        Func<int, int, bool> behind = (query, key) => key >= query;
        return _head == HeadKind.Token
            ? [(batch.Tokens, before, 0), (batch.Tokens, before, 1), (batch.Tokens, behind, 0), (batch.Tokens, behind, -1)]
            : ViewPasses().Select(pass => (pass.Part.Of(batch, step), new Func<int, int, bool>((_, _) => true), 0));
    }

    private double[][] Predict(double[][] values, Dictionary<string, double[]> head, (int[] Ids, int[] Types) row, Func<int, int, bool> sees)
    {
        var weights = Student.Parameters.Zip(values).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        var states = new DoubleModel(Student.Shape, weights).Encode(row.Ids, row.Types, sees);
        var read = _head == HeadKind.Token ? states : states[..Student.Shape.HiddenSize];
        return [.. DoubleModel.Logits(read, head, Student.Shape.HiddenSize).Chunk(3).Select(logits => Equations.Softmax(logits))];
    }

    /// <summary>The weights of a head: 0 the student's own, then those of the views.</summary>
    private Dictionary<string, double[]> HeadAt(double[][] values, int head)
    {
        Parameter[] own = [.. Student.Head.Parameters];
        return own.Index().ToDictionary(parameter => parameter.Item.Name, parameter => values[Student.Parameters.Count + ((head - 1) * own.Length) + parameter.Index]);
    }

    private static double Divergence(double[] p, double[] q) => p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();

    private static IEnumerable<(int[] Ids, int[] Types)> Rows(TokenBatch tokens) => Enumerable.Range(0, tokens.SequenceCount).Select(s =>
        (tokens.Ids.Slice(tokens.SequenceStarts[s], tokens.LengthOf(s)).ToArray(), tokens.TokenTypes.Slice(tokens.SequenceStarts[s], tokens.LengthOf(s)).ToArray()));

    private void AddLabeled(int row, string text)
    {
        if (_head != HeadKind.Token)
        {
            Labeled.Add(text.AsMemory(), null, row);
            return;
        }

        var tokens = new TokenBatch();
        TinyModels.Tokenizer.AddTo(tokens, text, TinyModels.MaxTokens);
        int[] labels = [.. Enumerable.Range(0, tokens.TokenCount).Select(token => token == 0 || token == tokens.TokenCount - 1 ? TokenTargets.None : (row + token) % 3)];
        Labeled.Add(tokens.Ids, tokens.TokenTypes, labels);
    }
}
