namespace MLNet.Compression.Training.Initialization;

/// <summary>A piece that texts are made of.</summary>
/// <param name="Teacher">The teacher's id of it.</param>
/// <param name="Student">The student's.</param>
internal readonly record struct TextPiece(int Teacher, int Student);
