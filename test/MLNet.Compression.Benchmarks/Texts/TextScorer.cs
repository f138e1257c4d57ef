using MLNet.Compression.Benchmarks.Inference;
namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>The project's own classifier on one thread, tokenizer included.</summary>
internal sealed class TextScorer : ITextEngine
{
    private readonly ModelForm _form;
    private readonly TextClassifier _classifier;
    private readonly BertTokenizer _tokenizer;
    private readonly TokenBatch _batch = new();
    private readonly float[] _probabilities;

    public TextScorer(ModelForm form, CompressedModel model, IReadOnlyList<string> texts)
    {
        _form = form;
        _classifier = new TextClassifier(model, threads: 1);
        _tokenizer = new BertTokenizer(model.Vocabulary, model.Tokenizer);
        _probabilities = new float[model.Labels.Count];
        Scoring = new TextPass(texts.Count, i => _classifier.Score(texts[i], _probabilities));
        Tokenizing = new TextPass(texts.Count, i =>
        {
            _batch.Clear();
            _tokenizer.AddTo(_batch, texts[i], model.MaxTokens);
        });
    }

    public string Name => _form.Name;

    public bool IsInt8 => _form.IsInteger;

    public TextPass Scoring { get; }

    public TextPass? Tokenizing { get; }

    public void Dispose() => _classifier.Dispose();
}
