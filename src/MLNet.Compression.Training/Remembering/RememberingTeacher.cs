using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Remembering;

/// <summary>A teacher that computes a row's outputs once, as far as there is room for them.</summary>
/// <remarks>
/// Logits are kept as fp32 and are the bits that the teacher gives. Embeddings, states and attention scores are kept as fp16, and given as the
/// same fp16 numbers where they are computed, so that the limit and a resumed run change nothing. Batches whose tokens are altered pass by.
/// </remarks>
/// <param name="teacher">The teacher.</param>
/// <param name="store">Where the outputs are kept.</param>
internal sealed class RememberingTeacher(ModelTeacher teacher, IOutputStore store) : SingleTeacher
{
    private const long Unknown = -1;
    private readonly Dictionary<TextRows, long[]> _places = [];
    private readonly TokenBatch _missing = new();
    private OutputNeeds? _needs;
    private byte[] _bytes = [];

    /// <inheritdoc/>
    public override string Fingerprint => teacher.Fingerprint;

    /// <inheritdoc/>
    public override ModelTeacher Beside => teacher;

    /// <inheritdoc/>
    public override bool Gives(OutputNeeds needs) => teacher.Gives(needs);

    /// <inheritdoc/>
    public override ModelOutputs Forward(Tape tape, TrainingBatch batch, OutputNeeds needs)
    {
        var tokens = batch.TokensOf(teacher.Tokenization);
        if (batch.IsAltered || tokens.SequenceCount == 0)
        {
            return teacher.Forward(tape, batch, needs);
        }

        RequireSame(needs);
        var places = PlacesOf(batch);
        var computed = Compute(tape, tokens, places, needs);
        var outputs = NewOutputs.Allocate(tape, teacher.Model, tokens, needs);
        for (var (sequence, next) = (0, 0); sequence < places.Count; sequence++)
        {
            if (places[sequence].Place is var place && place != Unknown)
            {
                Recall(place, outputs, needs, sequence);
            }
            else
            {
                Keep(computed!, next++, places[sequence], needs);
                Unpack(OutputParts.Of(outputs, needs, sequence));
            }
        }

        return outputs;
    }

    /// <summary>What the teacher gives for the sequences of which nothing is kept; null where there are none.</summary>
    private ModelOutputs? Compute(Tape tape, TokenBatch tokens, List<(long[] Places, int Row, long Place)> places, OutputNeeds needs)
    {
        _missing.Clear();
        for (var sequence = 0; sequence < places.Count; sequence++)
        {
            if (places[sequence].Place == Unknown)
            {
                var range = tokens.SequenceStarts[sequence]..tokens.SequenceStarts[sequence + 1];
                _missing.AddSequence(tokens.Ids[range], tokens.TokenTypes[range]);
            }
        }

        return _missing.SequenceCount == 0 ? null : teacher.Model.Forward(tape, _missing, DropoutRates.None, needs);
    }

    private List<(long[] Places, int Row, long Place)> PlacesOf(TrainingBatch batch)
    {
        var places = new List<(long[] Places, int Row, long Place)>();
        foreach (var (set, rows) in batch.Segments)
        {
            if (!_places.TryGetValue(set, out var known))
            {
                known = new long[set.Count];
                Array.Fill(known, Unknown);
                _places.Add(set, known);
            }

            places.AddRange(rows.Select(row => (known, row, known[row])));
        }

        return places;
    }

    private void Keep(ModelOutputs computed, int sequence, (long[] Places, int Row, long Place) target, OutputNeeds needs)
    {
        var length = Pack(OutputParts.Of(computed, needs, sequence));
        if (store.Append(_bytes.AsSpan(0, length)) is { } place)
        {
            target.Places[target.Row] = place;
        }
    }

    private void Recall(long place, ModelOutputs outputs, OutputNeeds needs, int sequence)
    {
        var pieces = OutputParts.Of(outputs, needs, sequence).ToArray();
        Reserve(pieces.Sum(piece => piece.Bytes));
        store.Read(place, _bytes.AsSpan(0, pieces.Sum(piece => piece.Bytes)));
        Unpack(pieces);
    }

    private int Pack(IEnumerable<OutputPiece> pieces)
    {
        var length = 0;
        foreach (var piece in pieces)
        {
            Reserve(length + piece.Bytes);
            piece.Write(_bytes.AsSpan(length));
            length += piece.Bytes;
        }

        return length;
    }

    private void Unpack(IEnumerable<OutputPiece> pieces)
    {
        var start = 0;
        foreach (var piece in pieces)
        {
            piece.Read(_bytes.AsSpan(start));
            start += piece.Bytes;
        }
    }

    private void Reserve(int length)
    {
        if (_bytes.Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(length, 2 * _bytes.Length));
        }
    }

    /// <summary>An entry has the layout of the needs that it was kept for.</summary>
    private void RequireSame(OutputNeeds needs)
    {
        _needs ??= needs;
        if (!ReferenceEquals(_needs, needs))
        {
            throw new InvalidOperationException("A teacher that remembers was asked for other outputs than before.");
        }
    }
}
