namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Tells the head by the tensors there are, for a configuration that does not name it.</summary>
internal static class HeadGuess
{
    private static readonly HeadKind[] _kinds = [HeadKind.MaskedLm, HeadKind.QuestionAnswering, HeadKind.Sequence];

    public static HeadKind Of(TensorFinder finder, ModelSettings settings)
    {
        var kind = _kinds.FirstOrDefault(kind => ModelTensors.Head(settings with { Head = kind }).All(finder.Contains), HeadKind.None);
        return kind == HeadKind.Sequence && !ModelTensors.Pooler(settings.Shape).All(finder.Contains) ? HeadKind.Token : kind;
    }
}
