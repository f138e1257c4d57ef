namespace MLNet.Compression.Training.Initialization;

/// <summary>Leaves a student as it was made.</summary>
internal sealed record RandomStart : StudentInitialization
{
    internal override string Text => "Random";

    internal override void Check(BertShape? teacher, BertShape student)
    {
    }

    internal override ExtractedFeatures? Apply(StudentStart start) => null;
}
