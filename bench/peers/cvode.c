/* CVODE (BDF) over many parameter sets: cvode dense|klu SETS RTOL ATOL; reads y0 and k, writes out; prints CPU seconds. */
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunmatrix/sunmatrix_sparse.h>
#include <time.h>
#include <math.h>
#include "network.h"

static double work[SIZE * SIZE];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int slope(realtype t, N_Vector y, N_Vector dy, void *k) {
  rhs(N_VGetArrayPointer(y), k, N_VGetArrayPointer(dy));
  return 0;
}

static int dense(realtype t, N_Vector y, N_Vector fy, SUNMatrix m, void *k, N_Vector a, N_Vector b, N_Vector c) {
  jacobian(N_VGetArrayPointer(y), k, SUNDenseMatrix_Data(m));
  return 0;
}

static int sparse(realtype t, N_Vector y, N_Vector fy, SUNMatrix m, void *k, N_Vector a, N_Vector b, N_Vector c) {
  jacobian(N_VGetArrayPointer(y), k, work);
  sunindextype *columns = SUNSparseMatrix_IndexPointers(m), *rows = SUNSparseMatrix_IndexValues(m);
  double *data = SUNSparseMatrix_Data(m);
  int next = 0;
  for (int column = 0; column < SIZE; column++) {
    columns[column] = next;
    for (; next < NONZEROS && entries[next] / SIZE == column; next++) {
      rows[next] = entries[next] % SIZE;
      data[next] = work[entries[next]];
    }
  }
  columns[SIZE] = next;
  return 0;
}

static double *load(const char *name, long n) {
  double *values = malloc(8 * n);
  FILE *file = fopen(name, "rb");
  if (!file || fread(values, 8, n, file) != (size_t)n) exit(1);
  fclose(file);
  return values;
}

int main(int count, char **words) {
  int klu = !strcmp(words[1], "klu"), sets = atoi(words[2]), failed = 0;
  double rtol = atof(words[3]), atol = atof(words[4]);
  double *y0 = load("y0", SIZE), *k = load("k", (long)sets * COEFFICIENTS), *out = malloc(8l * sets * SIZE);
  SUNContext context;
  SUNContext_Create(0, &context);
  N_Vector y = N_VNew_Serial(SIZE, context);
  double start = now();
  for (int s = 0; s < sets; s++) {
    memcpy(N_VGetArrayPointer(y), y0, 8 * SIZE);
    void *cvode = CVodeCreate(CV_BDF, context);
    CVodeInit(cvode, slope, 0, y);
    CVodeSStolerances(cvode, rtol, atol);
    CVodeSetUserData(cvode, k + (long)s * COEFFICIENTS);
    CVodeSetMaxNumSteps(cvode, 1000000);
    SUNMatrix m = klu ? SUNSparseMatrix(SIZE, SIZE, NONZEROS, CSC_MAT, context) : SUNDenseMatrix(SIZE, SIZE, context);
    SUNLinearSolver solver = klu ? SUNLinSol_KLU(y, m, context) : SUNLinSol_Dense(y, m, context);
    CVodeSetLinearSolver(cvode, solver, m);
    CVodeSetJacFn(cvode, klu ? sparse : dense);
    CVodeSetStopTime(cvode, 86400);
    realtype t;
    if (CVode(cvode, 86400, y, &t, CV_NORMAL) < 0) failed++;
    memcpy(out + (long)s * SIZE, N_VGetArrayPointer(y), 8 * SIZE);
    CVodeFree(&cvode);
    SUNLinSolFree(solver);
    SUNMatDestroy(m);
  }
  double seconds = now() - start;
  FILE *file = fopen("out", "wb");
  fwrite(out, 8, (long)sets * SIZE, file);
  fclose(file);
  printf("%d failed, %.6f\n", failed, seconds);
  return failed > 0;
}
