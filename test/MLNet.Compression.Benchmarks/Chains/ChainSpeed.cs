using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Peers;
using MLNet.Compression.Benchmarks.Peers.Graphs;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>Times students in turns with their teacher in ONNX Runtime, fp32, one thread each, from the tokens of a text of the data's median length.</summary>
internal sealed class ChainSpeed : IDisposable
{
    private const double MostDeviation = 1e-3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("teacher-graph-");
    private readonly OnnxScorer _teacher;
    private readonly LabeledPair _text;
    private readonly ChainTask _task;
    private readonly int[] _ids;

    /// <exception cref="InvalidDataException">ONNX Runtime computes something else than the teacher.</exception>
    public ChainSpeed(ChainTask task, CompressedModel teacher, IReadOnlyList<LabeledPair> rows)
    {
        _task = task;
        var path = Path.Combine(_folder.FullName, "teacher.onnx");
        BertGraph.Write(teacher, new FloatProducts(), path);
        _teacher = new OnnxScorer(path, isInt8: false, outputs: Math.Max(1, teacher.Labels.Count), threads: 1);
        using var own = new ManagedScorer(ModelForm.Float, teacher, threads: 1);
        if (GraphAgreement.Measure(_teacher, own, teacher.Shape.VocabularySize) is var deviation && deviation > MostDeviation)
        {
            throw new InvalidDataException($"{task.Name}: the graph of the teacher gives logits up to {deviation:G3} standard deviations from its own, so their times cannot be compared.");
        }

        var lengths = rows.Select(row => (Row: row, Ids: IdsOf(teacher, row))).OrderBy(row => row.Ids.Length).ToArray();
        (_text, _ids) = lengths[lengths.Length / 2];
    }

    /// <summary>Tokens of the text, as the teacher splits it.</summary>
    public int Tokens => _ids.Length;

    /// <summary>What the text takes the student and the teacher, in milliseconds, and how many times as fast the student is.</summary>
    public (double Student, double Teacher, double Times) Measure(CompressedModel student, Turns turns)
    {
        using var scorer = new ManagedScorer(ModelForm.Float, student, threads: 1);
        var ids = IdsOf(student, _text);
        var times = turns.Measure($"{_task.Name}: a text of {Tokens} tokens", scorer.Prepare(ids, new BatchShape(1, ids.Length)), _teacher.Prepare(_ids, new BatchShape(1, Tokens)));
        return (times[0].Median, times[1].Median, times.Ratio(0, 1));
    }

    public void Dispose()
    {
        _teacher.Dispose();
        _folder.Delete(recursive: true);
    }

    private int[] IdsOf(CompressedModel model, LabeledPair row)
    {
        var batch = new TokenBatch();
        var tokenizer = model.CreateTokenizer();
        if (_task.HasPairs)
        {
            tokenizer.AddTo(batch, row.Text, row.Pair, model.MaxTokens);
        }
        else
        {
            tokenizer.AddTo(batch, row.Text, model.MaxTokens);
        }

        return batch.Ids.ToArray();
    }
}
