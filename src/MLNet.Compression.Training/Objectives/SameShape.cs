namespace MLNet.Compression.Training.Objectives;

/// <summary>Terms that compare element by element need tensors of one shape.</summary>
internal static class SameShape
{
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void Require(Tensor student, Tensor teacher)
    {
        if (student.Rows != teacher.Rows || student.Columns != teacher.Columns)
        {
            throw new ArgumentException(
                $"The student's values are {student.Rows} x {student.Columns}, the teacher's {teacher.Rows} x {teacher.Columns}: only values of one shape can be compared.");
        }
    }
}
