namespace MLNet.Compression.Training.Objectives;

/// <summary>The [CLS] states of some sequences at one pair of layers.</summary>
/// <param name="Student">[sequences x the student's features].</param>
/// <param name="Teacher">[sequences x the teacher's features].</param>
internal sealed record SequenceStates(double[][] Student, double[][] Teacher)
{
    /// <summary>The sequences of several batches, one behind the other.</summary>
    public static SequenceStates Join(IEnumerable<SequenceStates> batches)
    {
        SequenceStates[] all = [.. batches];
        return new([.. all.SelectMany(batch => batch.Student)], [.. all.SelectMany(batch => batch.Teacher)]);
    }
}
