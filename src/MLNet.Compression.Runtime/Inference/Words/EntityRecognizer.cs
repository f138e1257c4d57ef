using MLNet.Compression.Runtime.Entities;
using MLNet.Compression.Runtime.Inference.Words;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression;

/// <summary>Finds named entities in texts with a model that tags words. Immutable; any number of threads may call it at once.</summary>
/// <remarks>Words are what stands between white space. A text of more tokens than the model reads is scored in parts that overlap, so that every word gets a tag.</remarks>
public sealed class EntityRecognizer : IDisposable
{
    private readonly WordClassifier _words;
    private readonly IReadOnlyList<string> _tags;

    /// <summary>Lays the weights of a model out for this machine.</summary>
    /// <param name="model">A model with the head <see cref="HeadKind.Token"/> whose labels are tags such as "O", "B-LOC" and "I-LOC".</param>
    /// <param name="threads">Threads that share the parts of a text, the caller's included; 0 for all processors. Results do not depend on it.</param>
    /// <exception cref="ArgumentException">The model has another head, or no names of tags.</exception>
    public EntityRecognizer(CompressedModel model, int threads = 1)
    {
        _words = new WordClassifier(model, threads);
        _tags = model.Labels.Count == _words.LabelCount
            ? model.Labels
            : throw new ArgumentException($"The model has {_words.LabelCount} outputs a token, but {model.Labels.Count} names of tags: entities have no type without.", nameof(model));
    }

    /// <summary>The entities of a text, in its order.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ObjectDisposedException">The recogniser was disposed.</exception>
    public IReadOnlyList<EntitySpan> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (words, batch) = (WordSpan.Split(text), _words.NewBatch());
        batch.Add(text, words);
        var probabilities = new float[words.Length * _tags.Count];
        _words.Score(batch, probabilities);
        return EntitySpans.Of(text, words, new TagRows(probabilities, _tags));
    }

    /// <summary>Releases the memory for scoring once running calls are done.</summary>
    public void Dispose() => _words.Dispose();
}
