export type AutoScalingInstance = {
  id: string;
  autoScalingGroup: string;
  lifecycleState: string | null;
  healthStatus: string | null;
  zone: string | null;
  isProtectedFromScaleIn: boolean | null;
  launchTemplateId: string | null;
};
