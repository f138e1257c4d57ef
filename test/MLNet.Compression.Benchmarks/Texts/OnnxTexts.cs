using MLNet.Compression.Benchmarks.Inference;
using MLNet.Compression.Benchmarks.Peers;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>ONNX Runtime on texts whose token ids were made beforehand: its time has no tokenizer.</summary>
internal sealed class OnnxTexts : ITextEngine
{
    private readonly OnnxScorer _scorer;

    public OnnxTexts(OnnxFile file, TokenBatch ids)
    {
        _scorer = new OnnxScorer(file, threads: 1);
        var scores = new Action[ids.SequenceCount];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = _scorer.Prepare(ids.Ids.Slice(ids.SequenceStarts[i], ids.LengthOf(i)).ToArray(), new BatchShape(1, ids.LengthOf(i)));
        }

        Scoring = new TextPass(scores.Length, i => scores[i]());
    }

    public string Name => _scorer.Name;

    public bool IsInt8 => _scorer.IsInt8;

    public TextPass Scoring { get; }

    public TextPass? Tokenizing => null;

    public void Dispose() => _scorer.Dispose();
}
