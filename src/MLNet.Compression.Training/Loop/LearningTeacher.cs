using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Loop;

/// <summary>A teacher that goes on learning while the student learns from it: an optimizer group of its own.</summary>
/// <param name="Teacher">The teacher.</param>
/// <param name="RateFactor">Multiplies the plan's learning rate for the teacher's weights.</param>
internal sealed record LearningTeacher(ModelTeacher Teacher, double RateFactor);
